/**
 * A simulated coordinator process: the real machine and its observer replica, on virtual time, with a disk that survives it.
 */
import type { BeaconChain } from '../../coordinator/beacon.ts'
import { keepCopies } from '../../coordinator/lookup.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { CoordinatorEffect, CoordinatorEvent, SignedEntry } from '../../coordinator/types.ts'
import { ownVersions, type Versions, versionFault } from '../../coordinator/versions.ts'
import { type Driver, drive } from '../../node/drive.ts'
import { mayBring, refusalCode } from '../../node/inbound.ts'
import type { Crypto } from '../../node/ports.ts'
import { type Signed, sameBytes } from '../../proto/wire.ts'
import type { Crash } from './heads.ts'
import type { Pace, TamperCoordinator, Watch } from './hooks.ts'
import type { Disk, SimMember, WithoutNow } from './local.ts'
import { startMember } from './member.ts'
import type { Memory } from './memory.ts'
import { type SimTrainer, standIn } from './trainer.ts'
import type { Reply, World } from './world.ts'

export type CoordinatorSetup = {
  readonly world: World
  readonly crypto: Crypto
  readonly memory: Memory
  readonly chain: BeaconChain
  readonly disk: Disk
  readonly watch: Watch
  readonly trainer?: SimTrainer
  readonly pace: Pace
  readonly tamper?: TamperCoordinator | undefined
  readonly crash?: Crash | undefined
  /** Its name in the network, where that is not its key: two processes may hold one key. */
  readonly network?: string | undefined
  readonly versions?: Versions | undefined
  /** The process ends by itself. */
  readonly onEnd?: ((code: string) => void) | undefined
}

export type SimCoordinator = {
  readonly post: (event: WithoutNow<CoordinatorEvent>) => void
  readonly state: () => CoordinatorState
  readonly observer: SimMember
  readonly stop: () => void
}

/** Durable append, then publication. */
const fsyncMs = 1
/** How often the replica is looked at that should be exported. */
const exportPollMs = 50

export function startCoordinator(setup: CoordinatorSetup): SimCoordinator {
  const { world, crypto, memory, disk, pace, watch } = setup
  const network = setup.network ?? crypto.self
  const { machine, runId } = bootCoordinator(setup)
  let alive = true
  let ids = 0
  const replies = new Map<number, Reply>()
  const later = (ms: number, act: () => void) => world.queue.after(ms, () => alive && act())
  let driver: Driver<CoordinatorState, CoordinatorEvent> | undefined
  const post = (event: WithoutNow<CoordinatorEvent>) => {
    if (!alive || driver === undefined) return
    driver.post({ ...event, now: world.queue.now() + pace.skewMs } as CoordinatorEvent)
    // What a process that just died had in memory is nobody's.
    if (alive) watch.coordinatorStep?.(driver.state())
  }
  const observer = startObserver(setup, post, (code) => {
    if (code === 'finished') return
    stop()
    setup.onEnd?.(code)
  })
  const state = () => driver?.state() as CoordinatorState
  const durable = { length: disk.log.length }
  const inner: Inner = { setup, runId, network, observer, replies, post, later, state, durable }
  const perform = createPerformer(inner)
  driver = drive(machine, (effect) => {
    if (alive && setup.crash?.(`before ${effect.type}`) !== true) perform(effect)
  })
  const stop = () => {
    alive = false
    observer.stop()
    world.close(network)
  }
  world.open({
    id: network,
    say: (from, envelope, reply) => {
      const opened = memory.open(envelope, runId)
      if (!opened.ok) return reply({ code: refusalCode(opened.code, state().view), parts: [] })
      if (!mayBring(opened.signed, from, true)) return reply({ code: 'not-yours', parts: [] })
      const { signed } = opened
      replies.set(++ids, (answer) => {
        watch.answered?.(signed, answer.code)
        reply(answer)
      })
      post({ type: 'message', id: ids, signed: opened.signed, from })
    },
    // What is not durable yet is shown to nobody.
    log: (from, limit) => disk.log.slice(from, Math.min(from + limit, inner.durable.length)),
    blob: (root) => disk.blobs.get(root),
    entry: observer.foreign,
    head: observer.head,
    payload: observer.payload,
    peer: (member, up) => {
      post({ type: 'peer', member, up })
      observer.post({ type: 'peer', member, up })
    },
  })
  post({ type: 'start' })
  return { post, state, observer, stop }
}

type Inner = {
  readonly setup: CoordinatorSetup
  readonly runId: Uint8Array
  readonly network: string
  readonly observer: SimMember
  readonly replies: Map<number, Reply>
  readonly post: Post
  readonly later: (ms: number, act: () => void) => () => void
  readonly state: () => CoordinatorState
  /** Entries that were written and published. */
  readonly durable: { length: number }
}

function createPerformer(inner: Inner): (effect: CoordinatorEffect) => void {
  const { setup, runId, network, observer, replies, post, later, state } = inner
  const { world, memory, disk, pace, watch } = setup
  const timers = new Map<string, () => void>()
  let durableMs = 0
  const exportWhenThere = (step: number): void => {
    if (observer.state().step === step) post({ type: 'exported', step })
    else later(exportPollMs, () => exportWhenThere(step))
  }
  return (effect) => {
    if (effect.type === 'append') {
      disk.log[effect.index] = effect.envelope
      const opened = memory.open(effect.envelope, runId)
      if (!opened.ok) throw new Error(`own entry: ${opened.code}`)
      shareOpened(setup, opened.signed, state())
      // One log file: what is written later is durable later, though the disk became fast meanwhile.
      const now = world.queue.now()
      durableMs = Math.max(durableMs, now + fsyncMs * pace.disk)
      later(durableMs - now, () => {
        inner.durable.length = Math.max(inner.durable.length, effect.index + 1)
        world.publish(network, 'entry', effect.envelope)
        observer.post({ type: 'entry', signed: opened.signed as SignedEntry })
      })
      watch.entry?.(opened.signed as SignedEntry, state())
      setup.crash?.('after append')
    } else if (effect.type === 'answer') {
      replies.get(effect.id)?.({ code: effect.code, parts: [] })
      replies.delete(effect.id)
    } else if (effect.type === 'timer') {
      const { name } = effect
      timers.get(name)?.()
      const waitMs = effect.at - pace.skewMs - world.queue.now()
      timers.set(
        name,
        later(waitMs, () => post({ type: 'timer', name })),
      )
    } else if (effect.type === 'export') exportWhenThere(effect.step)
    else if (effect.type === 'doubt') observer.post({ type: 'doubted', step: effect.step })
  }
}

/** What a closing entry carries was opened when it came: what all processes compute alike is not computed again (memory.ts). */
function shareOpened(
  { crypto }: CoordinatorSetup,
  { message }: Signed,
  state: CoordinatorState,
): void {
  if (message.type !== 'entry' || message.kind.type !== 'commitmentsClosed') return
  const { commitments, lists } = message.kind
  const opened = state.view.open?.closed?.commitments ?? []
  keepCopies(
    crypto.verify,
    opened.map((c) => c.envelope),
    commitments,
  )
  const heard = [...state.lists.values()].map((list) => list.envelope)
  for (const copy of lists) {
    const same = heard.find((envelope) => sameBytes(signatureIn(envelope), signatureIn(copy)))
    if (same !== undefined) keepCopies(crypto.verify, [same], [copy])
  }
}

/** Lists of one round are the same up to who signed them. */
const signatureIn = (envelope: Uint8Array) => envelope.subarray(-64)

type Post = (event: WithoutNow<CoordinatorEvent>) => void

function startObserver(
  setup: CoordinatorSetup,
  post: Post,
  ended: (code: string) => void,
): SimMember {
  const { world, crypto, memory, disk } = setup
  // The observer's own copy of the log is the coordinator's; it is told what was appended.
  return startMember({
    world,
    crypto,
    memory,
    name: 'coordinator',
    role: 'observer',
    disk: { ...disk, log: [...disk.log] },
    first: disk.log[0] as Uint8Array,
    batchMs: 1,
    noise: 0,
    trainer: setup.trainer ?? standIn,
    onSnapshot: (snapshot) => post({ type: 'snapshot', ...snapshot }),
    onHeld: (root) => post({ type: 'held', root }),
    onMerged: post,
    watch: {
      ...setup.watch,
      ended: (id, code) => {
        setup.watch.ended?.(id, code)
        ended(code)
      },
    },
    network: setup.network,
    pace: setup.pace,
    versions: setup.versions,
    random: () => 0,
  })
}

/** The machine of a process that starts: on the log of its disk. */
function bootCoordinator({
  crypto,
  memory,
  disk,
  chain,
  tamper,
  versions = ownVersions,
}: CoordinatorSetup) {
  const folded = memory.foldLog(disk.log)
  if (!folded.ok) throw new Error(`stored log: ${folded.code} at ${folded.index}`)
  const { view } = folded
  const fault = versionFault(versions, view)
  if (fault !== undefined) throw new Error(fault)
  const honest = createCoordinator({ ...crypto, chain, view, keepsPayloads: true, versions })
  return { machine: tamper?.(honest) ?? honest, runId: view.runId }
}
