/**
 * A simulated process of a member: the real machine, driven on virtual time, with a disk that survives it.
 */
import { frameOf, readFrame } from '../../coordinator/frame.ts'
import { nameOf, remember } from '../../coordinator/lookup.ts'
import type { ClosedRound } from '../../coordinator/types.ts'
import type { Hash } from '../../kernels/hash.ts'
import { type Driver, drive } from '../../node/drive.ts'
import { mayBring, refusalCode } from '../../node/inbound.ts'
import { isVeiled, recordName } from '../../node/roles/contributor.ts'
import type { MemberEffect, MemberEvent, MemberState } from '../../node/roles/types.ts'
import type { Merged } from '../../proto/messages.ts'
import { bootMachine } from './boot.ts'
import { compareEntries, deliverHead } from './heads.ts'
import type { Inside } from './hooks.ts'
import { applyMs, diskMs, type Local, type MemberSetup, type SimMember } from './local.ts'
import {
  applyMerge,
  flipBit,
  mergeOfVotes,
  type Point,
  pointBytes,
  readPoint,
} from './objective.ts'
import {
  askFrom,
  deliverEntry,
  deliverPayload,
  fetchPayload,
  giveBlob,
  restorePoint,
} from './transfer.ts'

export function startMember(setup: MemberSetup): SimMember {
  const { world, crypto, disk, pace, watch } = setup
  let alive = true
  const later = (ms: number, act: () => void) => world.queue.after(ms, () => alive && act())
  let driver: Driver<MemberState, MemberEvent> | undefined
  const local: Local = {
    setup,
    alive: () => alive,
    later,
    post: (event) => {
      if (!alive || driver === undefined) return
      driver.post({ ...event, now: world.queue.now() + pace.skewMs } as MemberEvent)
      if (alive) watch.memberStep?.(crypto.self, driver.state())
    },
    timers: new Map(),
    replies: new Map(),
    wanted: new Map(),
    point: setup.trainer.start(crypto.hash),
    progress: undefined,
    ended: undefined,
    evidence: undefined,
  }
  const honest = bootMachine(setup)
  const inside: Inside = { crypto, disk, random: setup.random }
  const machine = setup.tamper?.(honest, inside) ?? honest
  driver = drive(machine, (effect) => perform(local, honest.initial.view.runId, effect))
  const { state } = driver
  let ids = 0
  if (setup.role === 'contributor')
    world.open({
      id: crypto.self,
      say: (from, envelope, reply) => {
        const message = setup.memory.open(envelope, state().view.runId)
        if (!message.ok) return reply({ code: refusalCode(message.code, state().view), parts: [] })
        if (!mayBring(message.signed, from, false)) return reply({ code: 'not-yours', parts: [] })
        ids++
        local.replies.set(ids, reply)
        local.post({ type: 'message', id: ids, signed: message.signed })
      },
      log: (from, limit) => disk.log.slice(from, from + limit),
      blob: (root) => (isVeiled(state(), root) ? undefined : giveBlob(inside, root)),
      entry: (envelope) => deliverEntry(local, state().view.runId, envelope),
      payload: (bytes) => deliverPayload(local, bytes),
      head: (envelope) => deliverHead(local, state().view.runId, envelope),
      peer: (member, up) => local.post({ type: 'peer', member, up }),
    })
  local.post({ type: 'start' })
  return {
    post: local.post,
    state,
    progress: () => local.progress,
    ended: () => local.ended,
    evidence: () => local.evidence,
    head: (envelope) => deliverHead(local, state().view.runId, envelope),
    foreign: (envelope) => deliverEntry(local, state().view.runId, envelope),
    point: () => local.point,
    payload: (bytes) => deliverPayload(local, bytes),
    flip: () => {
      local.point = flipBit(local.point, setup.random)
    },
    mute: () => {
      alive = false
    },
    stop: () => {
      alive = false
      if (setup.role === 'contributor') world.close(crypto.self)
    },
  }
}

const none = new Uint8Array(0)

function perform(local: Local, runId: Uint8Array, effect: MemberEffect): void {
  const { setup } = local
  if (!local.alive() || setup.crash?.(`before ${effect.type}`) === true) return
  const { world, crypto, disk } = setup
  switch (effect.type) {
    case 'keep':
      disk.log[effect.index] = effect.envelope
      setup.crash?.('after keep')
      return
    case 'say': {
      const { key, id, to, envelope } = effect
      world.request(crypto.self, to, { type: 'say', envelope }, ({ code }) =>
        local.post({ type: 'said', key, id, code }),
      )
      return
    }
    case 'ask':
      askFrom(local, effect.from, effect.candidates)
      return
    case 'record':
      local.later(diskMs * setup.pace.disk, () => {
        disk.records.set(recordName(effect.slot), effect.envelope)
        if (setup.crash?.('after record') === true) return
        local.post({ type: 'recorded', round: effect.round, slot: effect.slot })
      })
      return
    case 'reveal': {
      const bytes = disk.blobs.get(effect.root)
      if (bytes !== undefined) world.publish(crypto.self, 'payload', bytes)
      return
    }
    case 'answer':
      local.replies.get(effect.id)?.({ code: effect.code, parts: [] })
      local.replies.delete(effect.id)
      return
    case 'timer':
      local.timers.get(effect.name)?.()
      local.timers.set(
        effect.name,
        local.later(effect.at - setup.pace.skewMs - world.queue.now(), () =>
          local.post({ type: 'timer', name: effect.name }),
        ),
      )
      return
    case 'show':
      local.progress = effect.progress
      return
    case 'end':
      local.ended = effect.code
      local.evidence = effect.evidence
      setup.watch.ended?.(crypto.self, effect.code)
      // The process exits; at the end of the run it may stay for those who fetch the last round.
      if (effect.code !== 'finished' && setup.role === 'contributor') world.close(crypto.self)
      return
    case 'introduce':
      return
    case 'head':
      world.publish(setup.network ?? crypto.self, 'head', effect.envelope)
      return
    case 'compare':
      compareEntries(local, runId, effect)
      return
    default:
      compute(local, effect)
  }
}

function compute(
  local: Local,
  effect: Extract<
    MemberEffect,
    { type: 'fetch' | 'train' | 'settle' | 'merge' | 'apply' | 'restore' | 'snapshot' }
  >,
): void {
  const { setup } = local
  const { crypto, disk } = setup
  switch (effect.type) {
    case 'fetch':
      fetchPayload(local, effect)
      return
    case 'train':
      train(local, effect)
      return
    case 'merge':
      local.later(applyMs, () => {
        const merge = mergeOfVotes(votesOf(local, effect.closed))
        const root = setup.memory.rootBytes(merge)
        disk.blobs.set(nameOf(root), merge)
        const { round } = effect.closed
        const bytes = merge.length
        const made: Merged = { type: 'merged', round, root, rangesRoot: root, bytes, form: 0 }
        setup.onMerged?.(made)
        local.post(made)
      })
      return
    case 'apply':
      local.later(applyMs, () => {
        const { closed } = effect
        if (!effect.merge && !holdsAll(local, closed)) {
          // Only a process that deletes what it stored comes here.
          const message = 'a payload that was stored is gone'
          local.post({ type: 'failed', job: 'apply', code: 'absent', message })
          return
        }
        const merge = effect.merge ? disk.blobs.get(nameOf(closed.merge?.root ?? none)) : undefined
        local.point =
          merge === undefined
            ? setup.trainer.apply(crypto.hash, local.point, closed, votesOf(local, closed))
            : applyShared(crypto.hash)(local.point)(merge)
        const step = closed.step + 1
        const { digest } = local.point
        setup.watch.applied?.(crypto.self, step, nameOf(digest), setup.role === 'observer')
        local.post({ type: 'applied', step, digest })
      })
      return
    case 'restore':
      restorePoint(local, effect.step, effect.root, effect.candidates)
      return
    case 'snapshot':
      local.later(diskMs * setup.pace.disk, () => {
        const bytes = pointBytes(local.point)
        const root = setup.memory.rootBytes(bytes)
        disk.blobs.set(nameOf(root), bytes)
        const { digest } = readPoint(crypto.hash, bytes)
        setup.onSnapshot({ step: effect.step, root, stateRoot: digest, digest })
        local.post({ type: 'snapshotted', step: effect.step })
      })
      return
    default:
      if (effect.type === 'settle')
        setup.trainer.settle(local, effect.round, effect.slot, effect.accepted)
  }
}

/** Nothing but the two decides what comes out: replicas that are one object stay one. A damaged one is another object. */
const applyShared = remember((hash: Hash) =>
  remember((point: Point) => remember((merge: Uint8Array) => applyMerge(hash, point, merge))),
)

const holdsAll = (local: Local, { contributions }: ClosedRound) =>
  contributions.every((c) => local.setup.disk.blobs.has(nameOf(c.payloadHash)))

function train(local: Local, effect: Extract<MemberEffect, { type: 'train' }>): void {
  const { setup } = local
  const { disk } = setup
  local.later(setup.batchMs * setup.pace.train * effect.batches.length, () => {
    const { round, slot, batches, etaBits } = effect
    const { noise, random, trainer } = setup
    const { point } = local
    const task = { process: local, point, round, slot, batches, etaBits, noise, random }
    const { bytes: votes, lossMicroNats, tokens } = trainer.train(task)
    const bytes = frameOf(effect.binding, votes)
    const payloadHash = setup.memory.rootBytes(bytes)
    disk.blobs.set(nameOf(payloadHash), bytes)
    local.post({
      type: 'trained',
      round: effect.round,
      slot: effect.slot,
      payloadHash,
      payloadBytes: bytes.length,
      // One range: the votes themselves.
      rangesRoot: effect.ranges ? payloadHash : none,
      dropped: [],
      lossMicroNats,
      tokens,
      trainMs: Math.round(setup.batchMs * setup.pace.train * effect.batches.length),
      engine: 'simulated',
      precision: 'int32',
    })
  })
}

const votesOf = (local: Local, { contributions, undo }: ClosedRound) =>
  contributions.map(({ payloadHash, weight }) => ({
    bytes: readFrame(local.setup.disk.blobs.get(nameOf(payloadHash)) ?? none)?.payload ?? none,
    weight: undo ? -weight : weight,
  }))
