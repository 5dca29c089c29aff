/** What a Cooldown waits for: the checkpoint, the model in its folder where the run file asks for it, and neither for ever. */
import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../../coordinator/config.ts'
import { foldLog } from '../../coordinator/fold-log.ts'
import { bootOn, commitAll, openTable, reportOf } from './table.ts'

const all = [0, 1, 2]
const digest = new Uint8Array(32).fill(7)

/** A coordinator with a replica, in the Cooldown after the first of two epochs; nobody is connected. */
function coolingDown(config: Partial<RunConfig>) {
  const table = openTable(3, { epochRounds: 2, rounds: 4, cooldownMs: 100, ...config })
  for (let i = 0; i < 2; i++) {
    commitAll(table, all)
    for (const who of all)
      if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, who, all))
  }
  const closed = table.kinds().findLastIndex(({ type }) => type === 'roundClosed')
  // The entry after it is that of the phase.
  const folded = foldLog(table.crypto, table.log.slice(0, closed + 2))
  if (!folded.ok || folded.view.phase !== 'Cooldown') throw new Error('not in Cooldown')
  return bootOn(table, folded.view, true)
}

describe('a Cooldown', () => {
  it('waits for the checkpoint of its state, and no longer than checkpointMs', () => {
    const run = coolingDown({ checkpointMs: 60_000 })
    run.pass(59_000)
    expect(run.state().view.phase).toBe('Cooldown')
    run.pass(2_000)
    expect(run.state().view.phase).toBe('WaitingForMembers')
    expect(run.state().view.snapshot).toBe(undefined)
  })

  it.each([
    ['each', [2]],
    ['end', []],
  ] as const)('with exports: %s writes the models of %j between two epochs', (exports, steps) => {
    const run = coolingDown({ checkpointMs: 60_000, exports })
    const store = { step: 2, root: digest, stateRoot: digest, digest }
    run.send({ type: 'snapshot', ...store })
    run.pass(1000)
    // Nobody is there to confirm it: it is computed again, and comes out the same.
    run.send({ type: 'snapshot', ...store })
    run.pass(1000)
    expect(run.state().view.snapshot?.step).toBe(2)
    const asked = run.effects.flatMap((e) => (e.type === 'export' ? [e.step] : []))
    expect(asked).toEqual(steps)
    for (const step of steps) {
      expect(run.state().view.phase).toBe('Cooldown')
      run.send({ type: 'exported', step })
    }
    run.pass(1000)
    expect(run.state().view.phase).toBe('WaitingForMembers')
  })

  it('of a pause writes the model also with exports: end', () => {
    const run = coolingDown({ checkpointMs: 60_000, exports: 'end' })
    run.send({ type: 'command', command: 'pause', id: 1 })
    const store = { step: 2, root: digest, stateRoot: digest, digest }
    for (let i = 0; i < 2; i++) {
      run.send({ type: 'snapshot', ...store })
      run.pass(1000)
    }
    expect(run.effects).toContainEqual({ type: 'export', step: 2, last: true })
    expect(run.state().view.phase).toBe('Cooldown')
    run.send({ type: 'exported', step: 2 })
    run.pass(1000)
    expect(run.state().view.phase).toBe('Paused')
  })
})
