/** Runs that are disturbed, on virtual time: the same machines, messages and validators as over libp2p. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { planOf } from '../../coordinator/plan.ts'
import { toHex } from '../../kernels/hash.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { simulatedCrypto } from './crypto.ts'
import { runRandom } from './random-run.ts'
import { type Simulation, simulate } from './simulate.ts'

const rules = simulatedCrypto(1, 99)

/** What the log holds, in order. */
function kindsOf(net: Simulation): EntryKind[] {
  return net.log().flatMap((envelope) => {
    const opened = openEnvelope(envelope, rules.verify, undefined)
    return opened.ok && opened.signed.message.type === 'entry' ? [opened.signed.message.kind] : []
  })
}
const stepOf = (net: Simulation) => net.coordinator().state().view.step

/** Everybody who lives has the same replica, the log folds, no step is too many. */
function expectSound(net: Simulation): void {
  expect(net.violations).toEqual([])
  const folded = foldLog(rules, net.log())
  expect(folded.ok).toBe(true)
  const { view } = net.coordinator().state()
  expect(view.trained).toBeLessThanOrEqual(planOf(view.config).rounds)
}

function expectFinished(net: Simulation, except: readonly number[] = []): void {
  expectSound(net)
  expect(net.finished()).toBe(true)
  const ends = net.members.filter((_, i) => !except.includes(i)).map((m) => m.member()?.ended())
  expect(ends).toEqual(ends.map(() => 'finished'))
}

const toEnd = (net: Simulation, except: readonly number[] = []) =>
  net.until(
    () =>
      net.finished() &&
      net.members.every((m, i) => except.includes(i) || m.member()?.ended() !== undefined),
  )

describe('a run', () => {
  it('ends with equal replicas', () => {
    const net = simulate({ nodes: 4, rounds: 12, seed: 1 })
    toEnd(net)
    expectFinished(net)
    expect(stepOf(net)).toBe(12)
  })

  it('is the same to the last event for the same seed, and another for another', () => {
    const digest = (seed: number) => {
      const net = simulate({ nodes: 4, rounds: 8, seed, link: { loss: 0.05 } })
      toEnd(net)
      return net.digest()
    }
    expect(digest(7)).toBe(digest(7))
    expect(digest(7)).not.toBe(digest(8))
  })

  it('goes on with 20 % of packets lost', () => {
    const net = simulate({ nodes: 6, rounds: 10, seed: 3, link: { loss: 0.2 } })
    toEnd(net)
    expectFinished(net)
  })

  it('of one member alone works', () => {
    const net = simulate({ nodes: 1, rounds: 5, seed: 4 })
    toEnd(net)
    expectFinished(net)
    expect(stepOf(net)).toBe(5)
  })

  it('with more members than batches leaves nobody behind', () => {
    const net = simulate({ nodes: 6, rounds: 12, seed: 5, config: { batches: 2 } })
    const startMs = net.world.queue.now()
    toEnd(net)
    expectFinished(net)
    // Nobody is let go for a round in which it had nothing to do, and no round waits for those who have nothing to give.
    const left = kindsOf(net).flatMap((kind) => (kind.type === 'membersChanged' ? kind.left : []))
    expect(left).toEqual([])
    expect(net.world.queue.now() - startMs).toBeLessThan(60_000)
  })

  it('drops a member that is connected and gives nothing, and goes on without it', () => {
    const net = simulate({ nodes: 5, rounds: 12, seed: 6 })
    net.until(() => stepOf(net) >= 3)
    const mute = net.members[2]
    mute?.mute()
    toEnd(net, [2])
    expectFinished(net, [2])
    const left = kindsOf(net).flatMap((kind) => (kind.type === 'membersChanged' ? kind.left : []))
    expect(left.map(({ member, code }) => [toHex(member), code])).toContainEqual([
      mute?.id,
      'silent',
    ])
  })
})

describe('members come and go', () => {
  it('one is killed, another joins late; both lists are right', () => {
    const net = simulate({ nodes: 3, rounds: 15, seed: 11 })
    net.until(() => stepOf(net) >= 5)
    net.members[1]?.kill()
    net.until(() => stepOf(net) >= 8)
    const late = net.add()
    late.start()
    toEnd(net, [1])
    expectFinished(net, [1])
    expect(late.member()?.state().roundsApplied).toBeGreaterThan(3)
    expect(late.member()?.state().batchesTrained).toBeGreaterThan(0)
  })

  it('a killed one comes back with its disk, and without', () => {
    const net = simulate({ nodes: 4, rounds: 30, seed: 12 })
    net.until(() => stepOf(net) >= 4)
    net.members[0]?.kill()
    net.members[1]?.kill()
    net.until(() => stepOf(net) >= 7)
    net.members[0]?.start('kept')
    net.members[1]?.start('lost')
    toEnd(net)
    expectFinished(net)
    for (const i of [0, 1])
      expect(net.members[i]?.member()?.state().batchesTrained).toBeGreaterThan(0)
  })

  it('one that leaves is let go after its round, and nothing it trained is lost', () => {
    const net = simulate({ nodes: 3, rounds: 12, seed: 13 })
    net.until(() => stepOf(net) >= 4)
    net.members[2]?.leave()
    net.until(() => net.members[2]?.member()?.ended() !== undefined)
    expect(net.members[2]?.member()?.ended()).toBe('left')
    toEnd(net, [2])
    expectFinished(net, [2])
  })

  it('everybody but one dies and the run ends', () => {
    const net = simulate({ nodes: 5, rounds: 12, seed: 14 })
    net.until(() => stepOf(net) >= 3)
    for (const i of [1, 2, 3, 4]) net.members[i]?.kill()
    toEnd(net, [1, 2, 3, 4])
    expectFinished(net, [1, 2, 3, 4])
    expect(stepOf(net)).toBe(12)
  })

  it('everybody dies, the run waits, and goes on when they come back', () => {
    const net = simulate({ nodes: 3, rounds: 10, seed: 15 })
    net.until(() => stepOf(net) >= 3)
    for (const member of net.members) member.kill()
    net.until(() => false, 120_000)
    expect(net.finished()).toBe(false)
    for (const member of net.members) member.start('kept')
    toEnd(net)
    expectFinished(net)
  })
})

describe('the coordinator dies', () => {
  const phases = ['WaitingForMembers', 'Warmup', 'RoundTrain', 'RoundReveal', 'Cooldown'] as const
  it.each(phases)('in %s, and goes on where its log ends', (phase) => {
    // Without the extra wait, members are still fetching the model when there are enough of them.
    const net = simulate({ nodes: 3, rounds: 8, seed: 21, config: { extraWaitMs: 0 } })
    const reached = net.until(() => {
      const { view } = net.coordinator().state()
      return view.phase === phase && (phase !== 'RoundTrain' || view.step === 4)
    })
    expect(reached).toBe(true)
    net.killCoordinator()
    net.until(() => false, 7000)
    net.startCoordinator()
    toEnd(net)
    expectFinished(net)
    expect(stepOf(net)).toBe(8)
  })
})

describe('a partition', () => {
  it('that heals costs rounds and no replica', () => {
    const net = simulate({ nodes: 5, rounds: 15, seed: 31 })
    net.until(() => stepOf(net) >= 4)
    net.world.partition(new Set([net.members[0]?.id ?? '', net.members[1]?.id ?? '']))
    net.until(() => false, 20_000)
    net.world.partition(new Set())
    toEnd(net)
    expectFinished(net)
  })
})

describe('found by the search', () => {
  it.each([
    [245, 'a snapshot is made while an older one is fetched'],
    [275, 'the same, by two members at once'],
  ])('seed %i: %s', (seed) => {
    expect(runRandom(seed).violations).toEqual([])
  })
})

describe('random runs', () => {
  it.each([1, 2, 3, 4])('share %i keeps every invariant', (share) => {
    for (let seed = 25 * share; seed < 25 * (share + 1); seed++) {
      const { violations, script } = runRandom(seed)
      expect({ seed, script, violations }).toEqual({ seed, script, violations: [] })
    }
  })
})
