/** Aggregators that merge falsely, and members that accuse them falsely: put out with what they signed; the run goes on. */
import { expect, it } from 'vitest'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import type { Liar } from './handle.ts'
import { type Simulation, simulate } from './simulate.ts'

/** Signs a merge of other bytes, all such liars the same. */
const merger: Liar = {
  name: 'merger',
  tamper: (machine) => ({
    ...machine,
    step: (state, event) =>
      machine.step(
        state,
        event.type === 'merged' ? { ...event, root: event.root.map((b) => b ^ 1) } : event,
      ),
  }),
}

/** Says of every merge that the log names that its first signer lied. */
const accuser: Liar = {
  name: 'accuser',
  tamper: (machine, { crypto }) => ({
    ...machine,
    step: (state, event) => {
      const done = machine.step(state, event)
      const { view } = done.state
      const merge = view.lastMerge
      if (merge === undefined || merge === state.view.lastMerge) return done
      const [statement] = merge.statements as [Uint8Array]
      const message = { type: 'disputed', round: merge.round, statement } as const
      const { envelope } = sealMessage(view.runId, message, crypto)
      const to = view.coordinator
      const says = { type: 'say', key: 'dispute', id: 0, to, envelope } as const
      return { ...done, effects: [...done.effects, says] }
    },
  }),
}

function play(liars: ReadonlyMap<number, Liar>) {
  const net = simulate({
    nodes: 12,
    rounds: 12,
    seed: 71,
    liars,
    config: { aggregateAbove: 6, mergeWaitMs: 500, witnesses: 6 },
  })
  expect(net.until(net.finished, 600_000)).toBe(true)
  expect(net.violations).toEqual([])
  return net
}

/** Who was put out, and as what. */
function charged(net: Simulation) {
  const byId = new Map(net.members.map((m) => [m.id, m]))
  return net.log().flatMap((envelope) => {
    const opened = openEnvelope(envelope, () => true, undefined)
    const entry = opened.ok && opened.signed.message.type === 'entry' && opened.signed.message
    if (entry === false || entry.kind.type !== 'membersChanged') return []
    return entry.kind.left
      .filter(({ code }) => code.startsWith('false-'))
      .map(({ member, code }) => `${byId.get(Buffer.from(member).toString('hex'))?.lie} ${code}`)
  })
}

const cast = (liar: Liar, count: number) =>
  new Map(Array.from({ length: count }, (_, i) => [i, liar] as const))

it('an aggregator that merges falsely is caught, and the rounds carry on', () => {
  const net = play(cast(merger, 4))
  const caught = charged(net)
  expect(caught.length).toBeGreaterThan(1)
  expect(new Set(caught)).toEqual(new Set(['merger false-merge']))
  expect(net.coordinator().state().view.trained).toBe(12)
})

it('a member that accuses falsely is not believed, and charged', () => {
  const net = play(cast(accuser, 2))
  expect(charged(net)).toEqual(['accuser false-accusation', 'accuser false-accusation'])
})
