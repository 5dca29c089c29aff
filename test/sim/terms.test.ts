/** A log has one signer a term: another coordinator takes over by the operator's word, and two of one key are caught. */
import { describe, expect, it } from 'vitest'
import { createBeaconChain } from '../../coordinator/beacon.ts'
import { foldLog } from '../../coordinator/fold-log.ts'
import { takeOver } from '../../coordinator/take-over.ts'
import type { SignedEntry } from '../../coordinator/types.ts'
import { fromHex, toHex } from '../../kernels/hash.ts'
import { entryOf, openEnvelope, sealMessage } from '../../proto/wire.ts'
import { startCoordinator } from './coordinator.ts'
import { simulatedCrypto, simulatedOperator } from './crypto.ts'
import { normalPace } from './hooks.ts'
import type { Disk } from './local.ts'
import { createMemory } from './memory.ts'
import { type Simulation, simulate } from './simulate.ts'

const seed = 41
const old = simulatedCrypto(seed, 0)
const next = simulatedCrypto(seed, 0x6e78)
const stepOf = (net: Simulation) => net.coordinator().state().view.step

/** What another machine starts from: a copy of the log and of what the old one stored. */
function copyOf(log: readonly Uint8Array[], blobs: ReadonlyMap<string, Uint8Array>): Disk {
  return { log: [...log], blobs: new Map(blobs), records: new Map() }
}

function handTo(disk: Disk, atMs: number) {
  const folded = foldLog(next, disk.log)
  if (!folded.ok) throw new Error(folded.code)
  const chain = createBeaconChain(next.hash, Uint8Array.of(77))
  const terms = {
    coordinator: fromHex(next.self) as Uint8Array,
    beaconEnd: chain.end,
    reason: 'moved',
  }
  const taken = takeOver(next, simulatedOperator(seed), folded.view, terms, atMs)
  if (!taken.ok) throw new Error(taken.code)
  disk.log.push(taken.entry.envelope)
  return chain
}

const preimagesOf = (log: readonly Uint8Array[]): string[] =>
  log.flatMap((envelope) => {
    const opened = openEnvelope(envelope, next.verify, undefined)
    if (!opened.ok || opened.signed.message.type !== 'entry') return []
    const closed = entryOf(opened.signed.message, 'commitmentsClosed')
    return closed === undefined ? [] : [toHex(closed.preimage)]
  })

describe('a take-over', () => {
  it.each([
    ['RoundTrain', 0],
    ['RoundReveal', 0],
    // While a round that opened ahead waits for its turn: the new chain's first link is its.
    ['RoundReveal', 1],
    ['RoundTrain', 1],
  ] as const)(
    'in %s, overlap %i: members follow the new coordinator to the end, and the old one that comes back stops',
    (phase, overlap) => {
      const net = simulate({ nodes: 4, rounds: 10, seed, config: { overlap } })
      net.until(() => stepOf(net) >= 4 && net.coordinator().state().view.phase === phase)
      net.killCoordinator()
      const disk = copyOf(net.log(), net.blobs())
      const chain = handTo(disk, net.world.queue.now())
      net.until(() => false, 3000)
      const coordinator = startCoordinator({
        world: net.world,
        crypto: next,
        memory: createMemory(next),
        chain,
        disk,
        watch: {},
        pace: normalPace(),
      })
      net.until(() => coordinator.state().view.step >= 6)
      expect(coordinator.state().view).toMatchObject({ term: 1, coordinator: next.self })
      // The end of the chain stands in the log already: a beacon made of it would be no chance to whoever commits last.
      expect(preimagesOf(disk.log)).not.toContain(toHex(chain.end))
      net.startCoordinator()
      net.until(() => net.coordinator().observer.ended() !== undefined, 60_000)
      expect(net.coordinator().observer.ended()).toBe('superseded')
      net.until(() => net.members.every((m) => m.member()?.ended() !== undefined))
      expect(net.members.map((m) => m.member()?.ended())).toEqual(Array(4).fill('finished'))
      const { view } = coordinator.state()
      expect(view).toMatchObject({ phase: 'Finished', step: 10 })
      for (const member of net.members)
        expect(member.member()?.state().view.head).toEqual(view.head)
      expect(foldLog(next, disk.log)).toMatchObject({ ok: true, view: { term: 1, step: 10 } })
    },
  )
})

describe('a coordinator whose run was handed over', () => {
  it('stops although heads come faster than it asks for what is behind them', () => {
    const link = { latencyMs: 1 }
    const net = simulate({ nodes: 1, rounds: 2000, seed, batchMs: 5, link })
    net.until(() => stepOf(net) >= 2)
    net.killCoordinator()
    const disk = copyOf(net.log(), net.blobs())
    const chain = handTo(disk, net.world.queue.now())
    const crypto = next
    const rest = { chain, disk, watch: {}, pace: normalPace() }
    const coordinator = startCoordinator({
      world: net.world,
      crypto,
      memory: createMemory(next),
      ...rest,
    })
    net.until(() => coordinator.state().view.step >= 6)
    const before = coordinator.state().view.step
    net.startCoordinator()
    net.until(() => net.coordinator().observer.ended() !== undefined, 10_000)
    expect(net.coordinator().observer.ended()).toBe('superseded')
    // Rounds, and with them heads, came faster than one in half a second.
    expect(coordinator.state().view.step - before).toBeGreaterThan(2)
  })
})

/** A second process with the same key, on a copy of the log, in the middle of a round. */
function startTwin(isDeaf: boolean) {
  const net = simulate({ nodes: 4, rounds: 30, seed })
  net.until(() => stepOf(net) >= 4 && net.coordinator().state().view.phase === 'RoundTrain')
  const network = 'a machine that nobody knew of'
  if (isDeaf)
    net.world.cut(new Set([old.self, ...net.members.map((m) => m.id)]), new Set([network]))
  const twin = startCoordinator({
    world: net.world,
    crypto: old,
    memory: createMemory(old),
    chain: net.chain,
    disk: copyOf(net.log(), net.blobs()),
    watch: {},
    pace: normalPace(),
    network,
  })
  return { net, twin }
}

describe('two coordinators started by mistake on one log', () => {
  it('one that hears the other decide with its key stops before it decides itself', () => {
    const { net, twin } = startTwin(false)
    net.until(() => twin.observer.ended() !== undefined, 60_000)
    expect(twin.observer.ended()).toBe('twin')
    net.until(net.finished)
    expect(net.finished()).toBe(true)
    expect(net.violations).toEqual([])
  })

  it('where both decide, every member stops with two entries that their signer cannot explain', () => {
    const { net } = startTwin(true)
    net.until(() => net.members.every((m) => m.member()?.ended() !== undefined), 300_000)
    expect(net.members.map((m) => m.member()?.ended())).toEqual(Array(4).fill('two-histories'))
    for (const member of net.members) {
      const evidence = member.member()?.evidence()
      const [ours, theirs] = [evidence?.ours, evidence?.theirs].map((envelope) =>
        openEnvelope(envelope ?? new Uint8Array(0), old.verify, undefined),
      )
      if (ours?.ok !== true || theirs?.ok !== true) throw new Error('evidence')
      expect([ours.signed.signer, theirs.signed.signer]).toEqual([old.self, old.self])
      expect(ours.signed.body).not.toEqual(theirs.signed.body)
    }
  })
})

describe('a stranger who signs entries', () => {
  it("a stranger's signed entry could stop a member: it is not taken, now or kept ahead, and nobody stops", () => {
    const net = simulate({ nodes: 4, rounds: 10, seed })
    net.until(() => stepOf(net) >= 3)
    const [handle] = net.members
    const member = handle?.member()
    if (member === undefined) throw new Error('no member')
    const { length, head, runId, timeMs } = member.state().view
    const stranger = simulatedCrypto(seed, 0x5757)
    for (const index of [length, length + 1]) {
      const [timeS, ms] = [Math.floor(timeMs / 1000), timeMs % 1000]
      const kind = { type: 'phaseEntered', phase: 7, reason: 'stop' } as const
      const entry = {
        type: 'entry',
        index,
        term: 0,
        prevHash: head,
        timeS,
        timeMs: ms,
        kind,
      } as const
      const opened = openEnvelope(
        sealMessage(runId, entry, stranger).envelope,
        stranger.verify,
        runId,
      )
      if (!opened.ok) throw new Error(opened.code)
      member.post({ type: 'entry', signed: opened.signed as SignedEntry })
    }
    expect(member.state().view.length).toBe(length)
    expect(member.ended()).toBeUndefined()
    net.until(() => net.members.every((m) => m.member()?.ended() !== undefined))
    expect(net.members.map((m) => m.member()?.ended())).toEqual(Array(4).fill('finished'))
    expect(net.violations).toEqual([])
  })
})

describe("a take-over from a member's folder, which holds no snapshot", () => {
  /** Everybody but the coordinator goes on; another process takes over with what one member stored. */
  function handToMemberFolder(config: object, after: number) {
    const net = simulate({ nodes: 4, rounds: 10, seed, config })
    net.until(() => stepOf(net) >= after && net.coordinator().state().view.phase === 'RoundTrain')
    // A snapshot is logged when commitments to the round after it are closed.
    net.until(() => (net.coordinator().state().view.snapshot?.step ?? 0) > 0)
    net.until(() => net.coordinator().state().view.phase === 'RoundTrain')
    net.killCoordinator()
    const [member] = net.members
    if (member === undefined) throw new Error('no member')
    const disk = copyOf(net.log(), member.disk().blobs)
    const chain = handTo(disk, net.world.queue.now())
    const rest = { chain, disk, watch: {}, pace: normalPace() }
    const memory = createMemory(next)
    const coordinator = startCoordinator({ world: net.world, crypto: next, memory, ...rest })
    return { net, coordinator, disk }
  }

  it('computes the state again from the base, and joiners find the newest snapshot', () => {
    const { net, coordinator, disk } = handToMemberFolder({ checkpointEvery: 3 }, 4)
    const { snapshot } = coordinator.state().view
    expect(snapshot?.step).toBe(3)
    const root = toHex(snapshot?.root ?? new Uint8Array(0))
    expect(disk.blobs.has(root)).toBe(false)
    net.until(() => coordinator.observer.state().origin === undefined, 20_000)
    expect(disk.blobs.has(root)).toBe(true)
    const joiner = net.add()
    joiner.start()
    net.until(() => net.members.every((m) => m.member()?.ended() !== undefined))
    expect(net.members.map((m) => m.member()?.ended())).toEqual(Array(5).fill('finished'))
    const { view } = coordinator.state()
    // It made every checkpoint that it owes, the last one too.
    expect(view).toMatchObject({ phase: 'Finished', step: 10, snapshot: { step: 10 } })
    const points = net.members.map((m) => m.member()?.point().digest)
    expect(points).toEqual(Array(5).fill(coordinator.observer.point().digest))
    expect(coordinator.observer.state().origin).toBeUndefined()
  })

  it('takes the merges of large rounds, where it holds no payloads', () => {
    const config = { checkpointEvery: 3, aggregateAbove: 3, witnesses: 2 }
    const { net, coordinator } = handToMemberFolder(config, 4)
    net.until(() => net.members.every((m) => m.member()?.ended() !== undefined))
    expect(coordinator.state().view).toMatchObject({ phase: 'Finished', snapshot: { step: 10 } })
    expect(coordinator.observer.state().step).toBe(10)
  })

  it('goes as before where payloads are kept no longer, and a member that came late has the snapshot', () => {
    const config = { checkpointEvery: 2, retainRounds: 1, revertRounds: 1 }
    const net = simulate({ nodes: 4, rounds: 12, seed, config })
    net.until(() => (net.coordinator().state().view.snapshot?.step ?? 0) >= 4)
    const late = net.add()
    late.start()
    net.until(() => (late.member()?.state().step ?? -1) >= 4)
    net.until(() => net.coordinator().state().view.phase === 'RoundTrain')
    net.killCoordinator()
    const disk = copyOf(net.log(), late.disk().blobs)
    const chain = handTo(disk, net.world.queue.now())
    const rest = { chain, disk, watch: {}, pace: normalPace() }
    const memory = createMemory(next)
    const coordinator = startCoordinator({ world: net.world, crypto: next, memory, ...rest })
    net.until(() => net.members.every((m) => m.member()?.ended() !== undefined))
    expect(coordinator.state().view).toMatchObject({ phase: 'Finished', snapshot: { step: 12 } })
  })
})
