/** A coordinator that was started on a log gives its members time to come back. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import type { CoordinatorEvent, View } from '../../coordinator/types.ts'
import { drive } from '../../node/drive.ts'
import { sealMessage } from '../../proto/wire.ts'
import { makeLog } from '../log/make-log.ts'

const { start, envelopes } = makeLog({ members: 3, seed: 9, entries: 40 })

type Place = 'between rounds' | 'training' | 'revealed'
const placeOf = ({ open }: View): Place =>
  open === undefined ? 'between rounds' : open.closed === undefined ? 'training' : 'revealed'

/** A coordinator that finds the log at such a place. */
function restart(place: Place) {
  const views = envelopes.slice(30).map((_, i) => {
    const folded = foldLog(start.crypto, envelopes.slice(0, 30 + i))
    if (!folded.ok) throw new Error(folded.code)
    return folded.view
  })
  const view = views.find((v) => placeOf(v) === place)
  if (view === undefined) throw new Error(place)
  let now = view.timeMs + 60_000
  const machine = createCoordinator({
    ...start.crypto,
    chain: start.chain,
    view,
    keepsPayloads: false,
  })
  const driver = drive(machine, () => {})
  const post = (event: Record<string, unknown>) =>
    driver.post({ ...event, now } as CoordinatorEvent)
  const ready = (i: number) => {
    const member = start.members[i]
    if (member === undefined) return
    const { step, lineage, runId } = driver.state().view
    const message = { type: 'ready', round: step, lineage, stateDigest: new Uint8Array(0) } as const
    const { envelope, body } = sealMessage(runId, message, member)
    post({
      type: 'message',
      id: i,
      signed: { message, signer: member.self, runId, body, envelope },
    })
  }
  const wait = (ms: number, name: string) => {
    now += ms
    post({ type: 'timer', name })
  }
  return { view, post, ready, wait, state: driver.state, ids: start.members.map((m) => m.self) }
}

describe('after a restart', () => {
  it('nobody is let go and no round is void before the members could come back', () => {
    for (const place of ['between rounds', 'training', 'revealed'] as const) {
      const run = restart(place)
      run.post({ type: 'start' })
      run.wait(4000, 'deadline-of-another')
      expect(run.state().view.length).toBe(run.view.length)
    }
  })

  it('a member that never comes back is let go after the grace, the others are not', () => {
    const run = restart('between rounds')
    run.post({ type: 'start' })
    run.ready(0)
    run.ready(1)
    run.wait(5001, 'grace')
    expect(run.state().view.members.has(run.ids[2] ?? '')).toBe(false)
    expect(run.state().view.members.size).toBe(2)
  })

  it('who was heard before the machine was started stays: it is not presumed, so the grace does not end it', () => {
    const run = restart('between rounds')
    for (const i of [0, 1, 2]) run.ready(i)
    run.post({ type: 'start' })
    expect(run.state().presumed.size).toBe(0)
    run.wait(5001, 'grace')
    expect(run.state().view.members.size).toBe(3)
    expect(run.state().view.open).toBeDefined()
  })
})
