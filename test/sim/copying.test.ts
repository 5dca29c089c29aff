/** A member that copies what another committed to, before and after anybody can see it. */
import { describe, expect, it } from 'vitest'
import { foldEnvelope } from '../../coordinator/fold-log.ts'
import type { SignedCommitment, View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { simulatedCrypto } from './crypto.ts'
import { mostVirtualMs, stage } from './run-scenario.ts'
import { readScenario } from './scenario.ts'
import { type Simulation, simulate } from './simulate.ts'

type Copied = {
  readonly round: number
  readonly accepted: string[]
  readonly refused: string[]
  readonly codes: string[]
}

/** Rounds in which two members committed to one hash, and which of them were accepted. */
function copiedOf(log: readonly Uint8Array[]): Copied[] {
  const found: Copied[] = []
  let view: View | undefined
  let commitments: readonly SignedCommitment[] = []
  for (const envelope of log) {
    const step = foldEnvelope(simulatedCrypto(1, 99), view, envelope)
    if (!step.ok) throw new Error(step.code)
    const { closed } = step
    commitments = step.view.open?.closed?.commitments ?? commitments
    view = step.view
    if (closed === undefined) continue
    const roots = commitments.map(({ message }) => toHex(message.payloadHash))
    const twice = commitments.filter(
      (_, i) => roots.indexOf(roots[i] as string) !== roots.lastIndexOf(roots[i] as string),
    )
    const signers = twice.map(({ signer }) => signer)
    const accepted = closed.contributions.map(({ member }) => member)
    if (signers.length > 0)
      found.push({
        round: closed.round,
        accepted: signers.filter((id) => accepted.includes(id)),
        refused: signers.filter((id) => !accepted.includes(id)),
        codes: closed.refused.map(({ code }) => code),
      })
    commitments = []
  }
  return found
}

describe('a member that commits to the hash of another before the close', () => {
  it.each([
    ['payloads', {}],
    ['merges', { aggregateAbove: 4 }],
  ])('is refused where %s travel, and whom it copied is accepted', (_, config) => {
    const read = readScenario({ nodes: 8, rounds: 10, liars: ['1 copy'], seed: 7, config })
    if (!read.ok) throw new Error(read.problems[0]?.message)
    const { net, over } = stage(read.scenario)
    net.until(over, mostVirtualMs(read.scenario))
    net.invariants.end()
    expect(net.violations).toEqual([])
    expect(net.finished()).toBe(true)
    const liar = net.members.find((m) => m.lie === 'copy')?.id
    const copied = copiedOf(net.log())
    expect(copied.length).toBeGreaterThan(1)
    for (const { accepted, refused, codes } of copied) {
      expect(refused).toEqual([liar])
      expect(codes).toEqual(['refused'])
      expect(accepted).toHaveLength(1)
    }
  })
})

describe('what a member committed to', () => {
  it('is given to nobody before commitments are closed, and to everybody after', () => {
    const net = simulate({ nodes: 5, rounds: 3, seed: 11 })
    const answers: string[] = []
    const ownOf = (sim: Simulation, round: number) =>
      sim.members[1]
        ?.member()
        ?.state()
        .mine.find((own) => own.signed.message.round === round)
    const openOf = (sim: Simulation) => sim.members[1]?.member()?.state().view.open
    const isSent = () => {
      const open = openOf(net)
      return open !== undefined && ownOf(net, open.round)?.recorded === true
    }
    const ask = (root: string) => {
      const [asker, owner] = net.members
      if (asker === undefined || owner === undefined) throw new Error('too few members')
      const before = answers.length
      net.world.request(asker.id, owner.id, { type: 'blob', root }, ({ code, parts }) =>
        answers.push(parts[0] === undefined ? 'nothing' : code),
      )
      net.until(() => answers.length > before)
      return answers.at(-1)
    }
    net.until(isSent)
    const { message } = ownOf(net, openOf(net)?.round ?? -1)?.signed ?? {}
    if (message === undefined) throw new Error('nothing was committed to')
    const root = toHex(message.payloadHash)
    expect(openOf(net)?.closed).toBeUndefined()
    expect(ask(root)).toBe('nothing')
    net.until(() => openOf(net)?.closed !== undefined)
    expect(ask(root)).toBe('ok')
  })
})
