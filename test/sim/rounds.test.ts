/** What happens inside a round when the network is bad: work of silent members, chance that nobody chose. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { numbersOf } from '../../coordinator/ranges.ts'
import { toHex } from '../../kernels/hash.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { simulatedCrypto } from './crypto.ts'
import type { TamperCoordinator } from './hooks.ts'
import { type Simulation, simulate } from './simulate.ts'

const rules = simulatedCrypto(1, 99)

const kindsOf = (net: Simulation): EntryKind[] =>
  net.log().map((envelope) => {
    const opened = openEnvelope(envelope, rules.verify, undefined)
    if (!opened.ok || opened.signed.message.type !== 'entry') throw new Error('not an entry')
    return opened.signed.message.kind
  })
const ofType = <K extends EntryKind['type']>(net: Simulation, type: K) =>
  kindsOf(net).filter((kind): kind is Extract<EntryKind, { type: K }> => kind.type === type)

/** Batches of accepted commitments of rounds in effect, read from the log alone. */
function acceptedBatches(net: Simulation): number[] {
  let logged: readonly Uint8Array[] = []
  const byRound = new Map<number, number[]>()
  for (const kind of kindsOf(net)) {
    if (kind.type === 'roundOpened') logged = []
    if (kind.type === 'commitmentsClosed') logged = kind.commitments
    if (kind.type === 'reverted') byRound.delete(kind.round)
    if (kind.type === 'roundClosed')
      byRound.set(
        kind.round,
        kind.accepted.flatMap(({ commitment }) => batchesIn(logged[commitment] as Uint8Array)),
      )
  }
  return [...byRound.values()].flat()
}

function batchesIn(envelope: Uint8Array): number[] {
  const opened = openEnvelope(envelope, rules.verify, undefined)
  if (!opened.ok || opened.signed.message.type !== 'commitment') throw new Error('no commitment')
  return [...opened.signed.message.batches, ...opened.signed.message.dropped]
}

/** Equal replicas, a log that follows, and each batch trained once or in the queue: nothing twice, nothing skipped. */
function expectSound(net: Simulation): void {
  expect(net.violations).toEqual([])
  expect(foldLog(rules, net.log()).ok).toBe(true)
  const { cursor, queue } = net.coordinator().state().view
  const all = [...acceptedBatches(net), ...numbersOf(queue)].sort((a, b) => a - b)
  expect(all).toEqual(Array.from({ length: cursor }, (_, i) => i))
}

describe('the work of a silent member', () => {
  it('that is killed while it trains is done by the others in the same round', () => {
    const net = simulate({ nodes: 6, rounds: 12, seed: 61 })
    const state = () => net.coordinator().state()
    net.until(() => state().view.step === 4 && state().view.open !== undefined)
    const { round } = state().view.open ?? { round: -1 }
    net.members[2]?.kill()
    net.until(net.finished)
    expectSound(net)
    const [slot] = ofType(net, 'slotOpened')
    expect(slot).toMatchObject({ round, slot: 1 })
    expect(slot?.taken.map((duty) => toHex(duty.member))).toEqual([net.members[2]?.id])
    const closed = ofType(net, 'roundClosed').find((kind) => kind.round === round)
    expect(closed?.returned).toEqual([])
    expect(ofType(net, 'roundClosed').every((kind) => kind.returned.length === 0)).toBe(true)
  })

  it('that is connected and mute is done by others after its time, or returns to the queue', () => {
    const net = simulate({ nodes: 6, rounds: 10, seed: 62 })
    const state = () => net.coordinator().state()
    net.until(() => state().view.step === 3 && state().view.open !== undefined)
    net.members[1]?.mute()
    net.until(net.finished)
    expectSound(net)
    expect(ofType(net, 'slotOpened').length).toBeGreaterThan(0)
  })

  it('is neither lost nor trained twice, with loss, a killed and a mute member and a dead coordinator', () => {
    const net = simulate({ nodes: 7, rounds: 15, seed: 63, link: { loss: 0.1 } })
    const step = () => net.coordinator().state().view.step
    net.until(() => step() === 3)
    net.members[1]?.mute()
    net.until(() => step() === 6)
    net.killCoordinator()
    net.until(() => false, 3000)
    net.startCoordinator()
    net.members[4]?.kill()
    net.until(net.finished)
    expect(net.finished()).toBe(true)
    expectSound(net)
  })
})

const all = (net: Simulation) => net.members.map((m) => m.member()?.state())

describe('going back', () => {
  it('by a revert: every replica undoes the same, joiners too, and the run ends with all its rounds', () => {
    const net = simulate({ nodes: 4, rounds: 12, seed: 64, config: { checkpointEvery: 4 } })
    const view = () => net.coordinator().state().view
    net.until(() => view().trained === 7 && view().open !== undefined)
    const { step } = view()
    net.coordinator().post({ type: 'revert', id: 1, round: view().round - 3 })
    expect(view()).toMatchObject({ trained: 5, step: step + 2 })
    net.until(() => view().trained === 8)
    net.add().start()
    net.until(net.finished)
    net.until(() => all(net).every((state) => state?.ended === true))
    expectSound(net)
    expect(view().trained).toBe(12)
    expect(view().step).toBe(16)
    expect(all(net).map((state) => state?.step)).toEqual([16, 16, 16, 16, 16])
  })

  it('by a restart: everybody fetches the checkpoint and trains from it', () => {
    const net = simulate({ nodes: 4, rounds: 12, seed: 65, config: { checkpointEvery: 3 } })
    const view = () => net.coordinator().state().view
    net.until(() => view().trained === 8 && view().checkpoints.some(({ step }) => step === 6))
    const { step } = view()
    net.coordinator().post({ type: 'restart', id: 1, step: 6 })
    expect(view()).toMatchObject({ trained: 6, step: step + 1 })
    net.until(net.finished)
    net.until(() => all(net).every((state) => state?.ended === true))
    expect(net.violations).toEqual([])
    expect(foldLog(rules, net.log()).ok).toBe(true)
    expect(view().trained).toBe(12)
    expect(all(net).map((state) => state?.step)).toEqual(all(net).map(() => view().step))
  })

  it('by a restart from a checkpoint whose rounds were undone: they count again (search seed 50840)', () => {
    const net = simulate({ nodes: 3, rounds: 9, seed: 67, config: { checkpointEvery: 3 } })
    const view = () => net.coordinator().state().view
    net.until(() => view().trained === 4 && view().checkpoints.some(({ step }) => step === 3))
    net.coordinator().post({ type: 'revert', id: 1, round: view().undoable[0]?.closed.round ?? 0 })
    expect(view().trained).toBe(0)
    net.coordinator().post({ type: 'restart', id: 2, step: 3 })
    expect(view().trained).toBe(3)
    net.until(net.finished)
    expect(net.violations).toEqual([])
    expect(view()).toMatchObject({ phase: 'Finished', trained: 9 })
  })
})

describe('a coordinator that cheats', () => {
  it('cannot leave out what witnesses list, by not hearing it nor by calling its author silent', () => {
    let victim = ''
    const tamperCoordinator: TamperCoordinator = (machine) => ({
      ...machine,
      step: (state, event) =>
        event.type === 'message' &&
        event.signed.message.type === 'commitment' &&
        event.signed.signer === victim
          ? { state, effects: [{ type: 'answer', id: event.id, code: 'ok' }] }
          : machine.step(state, event),
    })
    const net = simulate({ nodes: 5, rounds: 8, seed: 66, tamperCoordinator })
    const view = () => net.coordinator().state().view
    net.until(() => view().trained === 2 && view().open !== undefined)
    victim = net.members[2]?.id ?? ''
    const from = view().round
    net.until(() => !view().members.has(victim), 600_000)
    const after = ofType(net, 'roundClosed').filter(({ round }) => round >= from)
    // It can refuse to go on, and everybody sees the void rounds; it cannot go on without the victim.
    expect(after.length).toBeGreaterThan(0)
    expect(after.every(({ accepted }) => accepted.length === 0)).toBe(true)
  })
})

describe('a withheld preimage', () => {
  it('stops nobody for good: members say whom they wait for, and go on when the coordinator is back', () => {
    const net = simulate({ nodes: 4, rounds: 6, seed: 67 })
    const view = () => net.coordinator().state().view
    net.until(() => view().trained === 2 && net.coordinator().state().lists.size >= 2)
    expect(view().open?.closed).toBeUndefined()
    net.killCoordinator()
    net.until(
      () => net.members.every((m) => /late/.test(m.member()?.progress()?.doing ?? '')),
      300_000,
    )
    for (const { member } of net.members)
      expect(member()?.progress()?.doing).toBe('waiting for the coordinator, which is late')
    net.startCoordinator()
    net.until(net.finished)
    expect(view().trained).toBe(6)
    expectSound(net)
  })
})
