/** One key twice: the same process that asks again, and two processes that hold one key. */
import { describe, expect, it } from 'vitest'
import type { SignedEntry } from '../../coordinator/types.ts'
import { openTable } from '../coordinator/table.ts'
import { simulatedCrypto } from './crypto.ts'
import { normalPace } from './hooks.ts'
import { emptyDisk } from './local.ts'
import { startMember } from './member.ts'
import { createMemory } from './memory.ts'
import { type Simulation, simulate } from './simulate.ts'
import { standIn } from './trainer.ts'

const seed = 81

/** A second process with the key of member `index`, on a disk of its own. */
function startTwin(net: Simulation, index: number) {
  return startMember({
    world: net.world,
    crypto: simulatedCrypto(seed, index + 1),
    memory: createMemory(simulatedCrypto(seed, 0)),
    name: 'twin',
    role: 'contributor',
    disk: emptyDisk(),
    first: net.log()[0] as Uint8Array,
    batchMs: 150,
    noise: 0.2,
    trainer: standIn,
    onSnapshot: () => {},
    watch: {},
    pace: normalPace(),
    random: () => 0.1,
  })
}

describe('a join that is said twice', () => {
  const join = {
    type: 'join',
    name: 'm',
    addresses: [],
    engine: 'e',
    threads: 1,
    invite: new Uint8Array(0),
    kernel: 1,
  } as const

  it('by a newcomer is one entry', () => {
    const table = openTable(3)
    const stranger = simulatedCrypto(3, 50)
    expect(table.say(table.seal(stranger, join))).toBe('')
    expect(table.say(table.seal(stranger, join))).toBe('')
    expect(table.state().joining.get(stranger.self)?.ids).toHaveLength(2)
    const { length } = table.log
    table.pass(300)
    expect(table.log.length).toBe(length + 1)
    expect(table.lastOf('membersChanged').admitted).toHaveLength(1)
    // Once more, by a process that starts again: it is a member still.
    expect(table.say(table.seal(stranger, join))).toBe('ok')
    expect(table.log.length).toBe(length + 1)
  })
})

describe('two processes with one key', () => {
  it('are let go with the code duplicate-key when both commit to a round, and nobody else is harmed', () => {
    // The network knows one place of an identity: what is published reaches the newer process, and here the older one as well.
    const tellFirst = ({ envelope }: SignedEntry) =>
      net.world.queue.after(50, () => net.members[0]?.member()?.foreign(envelope))
    const net: Simulation = simulate({
      nodes: 5,
      rounds: 12,
      seed,
      config: { trainMinMs: 30_000, slots: 0 },
      watch: { entry: tellFirst },
    })
    const coordinator = () => net.coordinator().state()
    net.until(() => coordinator().view.trained === 2)
    const twin = startTwin(net, 0)
    const first = net.members[0]
    // While the others wait for a slow one, both are done before the close.
    const slow = net.members[4]
    if (slow !== undefined) slow.pace.train = 6
    const ended = () => [first?.member()?.ended(), twin.ended()]
    net.until(() => !coordinator().view.members.has(first?.id ?? ''), 120_000)
    expect(coordinator().view.ejected.has(first?.id ?? '')).toBe(true)
    expect(net.until(net.finished, 600_000)).toBe(true)
    // Whichever hears it first takes the one place in the simulated network with it.
    expect(ended()).toContain('duplicate-key')
    expect(coordinator().view).toMatchObject({ trained: 12, members: { size: 4 } })
    // The two share one identity, and it is out: of anybody else nothing is broken.
    expect(net.violations.filter((what) => !what.includes('node-0'))).toEqual([])
  })
})
