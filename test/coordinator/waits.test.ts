/** What the coordinator waits for is always told, with a deadline where the run goes on by itself. */
import { describe, expect, it } from 'vitest'
import { waits } from '../../coordinator/waits.ts'
import { simulate } from '../sim/simulate.ts'

describe('the waits of a run', () => {
  it('are told at every moment, begin in the past and end in the future', () => {
    const net = simulate({ nodes: 3, rounds: 5, seed: 41, config: { extraWaitMs: 0 } })
    const seen = new Set<string>()
    net.until(() => {
      const state = net.coordinator().state()
      const now = net.world.queue.now()
      const all = waits(state)
      expect(all.length > 0).toBe(state.view.phase !== 'Finished')
      for (const { what, sinceMs, deadlineMs, missing } of all) {
        seen.add(what.replace(/: .*/, ''))
        expect(sinceMs).toBeLessThanOrEqual(now)
        if (state.started && deadlineMs !== undefined)
          expect(deadlineMs).toBeGreaterThanOrEqual(sinceMs)
        for (const id of missing) expect(state.view.members.has(id)).toBe(true)
      }
      return net.finished()
    })
    expect([...seen].sort()).toEqual([
      'members',
      'members to fetch the model',
      'members to train',
      'the checkpoint to be exported',
      'the last round to be applied by everybody',
      'the snapshot to be stored',
      'witnesses to check the payloads',
      'witnesses to list the commitments',
    ])
    expect(waits(net.coordinator().state())).toEqual([])
  })

  it('name the member that is silent', () => {
    const net = simulate({ nodes: 3, rounds: 5, seed: 42 })
    // The slowest is the last to train.
    const slowest = () =>
      waits(net.coordinator().state()).find((w) => w.what === 'members to train')
    net.until(() => slowest()?.missing.length === 1)
    const { view, commitments } = net.coordinator().state()
    const silent = view.open?.members.filter((id) => !commitments.has(id))
    expect(slowest()?.missing).toEqual(silent)
  })
})
