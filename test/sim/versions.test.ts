/** Members and coordinators of another release: refused with the versions, until the log says that theirs hold. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { ownVersions, type Versions, versionFault } from '../../coordinator/versions.ts'
import { murmur } from '../../proto/gen/murmur.js'
import { simulatedCrypto } from './crypto.ts'
import type { Liar } from './handle.ts'
import { type Simulation, simulate } from './simulate.ts'

const newer: Versions = { ...ownVersions, kernel: ownVersions.kernel + 1 }

/** Processes that start from now on are of `software.versions`. */
const release = () => ({ versions: ownVersions })

const viewOf = (net: Simulation) => net.coordinator().state().view
const endsOf = (net: Simulation) => net.members.map((m) => m.member()?.ended())

/** To end for its version is no ejection. */
const brokenIn = (net: Simulation) =>
  net.violations.filter((what) => !what.endsWith('ended with version'))

/** Seals what it says in protocol version 2. */
const foreignTongue: Liar = {
  name: 'protocol 2',
  tamper: (machine, { crypto }) => ({
    ...machine,
    step: (state, event) => {
      const done = machine.step(state, event)
      const effects = done.effects.map((effect) =>
        effect.type === 'say'
          ? { ...effect, envelope: inProtocol2(effect.envelope, crypto) }
          : effect,
      )
      return { ...done, effects }
    },
  }),
}

function inProtocol2(envelope: Uint8Array, { sign }: { sign: (b: Uint8Array) => Uint8Array }) {
  const opened = murmur.Envelope.decode(envelope)
  const body = Uint8Array.from(
    murmur.Body.encode({ ...murmur.Body.decode(opened.body), version: 2 }).finish(),
  )
  return Uint8Array.from(
    murmur.Envelope.encode({ ...opened, body, signature: sign(body) }).finish(),
  )
}

describe('a version', () => {
  it('that this software lacks is named in a sentence, with what to do', () => {
    expect(versionFault(ownVersions, ownVersions)).toBeUndefined()
    expect(versionFault(ownVersions, newer)).toMatch(/wants kernel version 2 .* has 1 .*: install/)
  })

  it('of the kernels that the run does not have is refused at the join', () => {
    const software = release()
    const net = simulate({ nodes: 3, rounds: 30, seed: 91, versions: () => software.versions })
    net.until(() => viewOf(net).trained > 1)
    software.versions = newer
    const late = net.add()
    late.start()
    net.until(() => late.member()?.ended() !== undefined, 10_000)
    expect(late.member()?.ended()).toBe('version')
    expect(viewOf(net).members.has(late.id)).toBe(false)
    // A member that is started anew with it is refused too, and let go.
    net.members[0]?.start()
    net.until(() => !viewOf(net).members.has(net.members[0]?.id ?? ''), 60_000)
    expect(net.members[0]?.member()?.ended()).toBe('version')
    expect(brokenIn(net)).toEqual([])
  })

  it('of the protocol is refused at the join, with the versions that the run wants', () => {
    const net = simulate({ nodes: 3, rounds: 30, seed: 92 })
    net.until(() => viewOf(net).trained > 1)
    const late = net.add(foreignTongue)
    late.start()
    net.until(() => late.member()?.ended() !== undefined, 10_000)
    expect(viewOf(net).members.has(late.id)).toBe(false)
    expect(late.member()?.ended()).toBe('version 1 1')
  })
})

describe('a change of version', () => {
  const play = (seed: number, round: number, rounds = 8) => {
    const software = release()
    const net = simulate({ nodes: 4, rounds, seed, versions: () => software.versions })
    net.until(() => viewOf(net).trained === 2)
    const { kernel } = newer
    net.coordinator().post({ type: 'change', id: -1, round, fields: {}, kernel })
    return { net, software }
  }
  const stands = (net: Simulation) =>
    net.until(() => !net.members.some((m) => m.member()?.ended() === undefined), 300_000)

  it('ends the epoch at its round with a checkpoint, stops who lacks it, and others go on', () => {
    const { net, software } = play(93, 5)
    expect(stands(net)).toBe(true)
    expect(endsOf(net)).toEqual(['version', 'version', 'version', 'version'])
    const { round, step, snapshot, kernel, phase, undoable } = viewOf(net)
    expect({ round, kernel, phase, undoable }).toEqual({
      round: 5,
      kernel: newer.kernel,
      phase: 'WaitingForMembers',
      undoable: [],
    })
    expect(snapshot?.step).toBe(step)
    // The old release decides nothing more, and is not started again.
    const { length } = net.log()
    net.killCoordinator()
    expect(() => net.startCoordinator()).toThrow(/wants kernel version 2/)
    expect(net.log().length).toBe(length)
    software.versions = newer
    net.startCoordinator()
    for (const member of net.members) member.start()
    expect(net.until(net.finished, 600_000)).toBe(true)
    expect(viewOf(net)).toMatchObject({ trained: 8, kernel: newer.kernel })
    expect(brokenIn(net)).toEqual([])
    expect(foldLog(simulatedCrypto(93, 0), net.log()).ok).toBe(true)
  })

  it('is waited for: a coordinator of the new release that is started too early is refused', () => {
    const { net, software } = play(94, 50)
    net.killCoordinator()
    const { length } = net.log()
    software.versions = newer
    expect(() => net.startCoordinator()).toThrow(/wants kernel version 1 .* has 2/)
    expect(net.log().length).toBe(length)
  })

  it('in a paused run whose checkpoint is made holds at once', () => {
    const { net } = play(95, 50, 80)
    net.coordinator().post({ type: 'command', command: 'pause' })
    net.until(() => viewOf(net).phase === 'Paused')
    const { kernel } = newer
    const { round } = viewOf(net)
    net.coordinator().post({ type: 'change', id: -2, round, fields: {}, kernel })
    expect(viewOf(net)).toMatchObject({ phase: 'Paused', kernel, change: undefined })
  })
})
