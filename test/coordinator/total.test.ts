/** The coordinator's machine is total: whatever it hears, in whatever order and state, it goes on, and its log follows. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { loggedPhases } from '../../coordinator/phase.ts'
import { planOf } from '../../coordinator/plan.ts'
import type { Crypto } from '../../node/ports.ts'
import type { Message } from '../../proto/messages.ts'
import type { Signed } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { commitmentOf, openTable, reportOf, type Table } from './table.ts'

const nodes = 3
const none = new Uint8Array(0)
const noise = Uint8Array.from({ length: 32 }, (_, i) => i)

/** What may happen, by number; `n` makes it one thing or another, sense or nonsense. */
const happenings: readonly ((table: Table, who: number, n: number) => void)[] = [
  (table, _who, n) => table.pass(n * 500),
  (table, _who, n) => table.pass(n * 5000),
  (table, who) => say(table, who, commitment(table, who)),
  (table, who) => say(table, who, commitment(table, who)),
  (table, who, n) => say(table, who, commitment(table, who, n)),
  (table, who, n) => speak(table, who, listMessage(table, n)),
  (table, who) => speak(table, who, listMessage(table, 0)),
  (table, who, n) => speak(table, who, reportMessage(table, n)),
  (table, who) => speak(table, who, reportMessage(table, 1)),
  (table, who, n) => {
    const { lineage, step } = table.state().view
    const said = n % 3 === 0 ? noise : lineage
    speak(table, who, { type: 'ready', round: step + (n % 2), lineage: said, stateDigest: none })
    speak(table, who, { type: 'ready', round: step, lineage, stateDigest: none })
  },
  (table, who) => speak(table, who, { type: 'join', ...introduction }),
  (table, who, n) => (n === 0 ? speak(table, who, { type: 'leave', reason: '' }) : round(table)),
  round,
  round,
  everybody,
  (table, who, n) => {
    table.send({ type: 'peer', member: table.members[who]?.self ?? 'nobody', up: n % 3 > 0 })
  },
  (table, _who, n) => {
    const command = (['pause', 'resume', 'resume', 'stop'] as const)[n]
    if (command !== undefined) table.send({ type: 'command', command, id: 1 })
  },
  (table, who, n) => {
    const member = n === 0 ? (table.members[who]?.self ?? '') : 'nobody'
    table.send({ type: 'eject', id: 2, member, reason: 'because' })
  },
  (table, _who, n) => {
    const step = table.state().view.step + (n % 3) - 1
    table.send({ type: 'snapshot', step, root: noise, stateRoot: noise, digest: noise })
    table.send({ type: 'exported', step })
  },
  (table, _who, n) => {
    table.send({ type: 'held', root: `${n}` })
  },
  (table, who) => speak(table, who, { type: 'head', ...head(table) } as never),
  (table, _who, n) => {
    // The newest rounds in effect, or a number that none has.
    const round = table.state().view.undoable.at(-1 - (n % 3))?.closed.round ?? n
    table.send({ type: 'revert', id: 3, round })
  },
  (table, _who, n) => {
    const { checkpoints } = table.state().view
    const step = n % 2 === 0 ? 0 : (checkpoints.at(-1)?.step ?? n)
    table.send({ type: 'restart', id: 4, step })
  },
  (table, _who, n) => {
    const round = table.state().view.round + (n % 3)
    table.send({ type: 'change', id: 5, round, fields: changes[n] ?? {} })
  },
]

const changes: readonly { readonly [field: string]: number }[] = [
  { maxMembers: 2 },
  { maxMembers: 2, minMembers: 1 },
  { maxMembers: 10 },
  { epochRounds: 1 },
  { epochRounds: 3, missLimit: 1 },
  { witnesses: 1, slots: 1 },
  { trainMinMs: 1, trainMaxMs: 1, revertRounds: 1 },
]

/** A round in which everybody who can does what they should, as far as the state allows; or, at times, its first half. */
function round(table: Table, _who = 0, n = 1): void {
  const open = table.open()
  if (open === undefined) return
  const who = table.members.flatMap((m, i) => (open.members.includes(m.self) ? [i] : []))
  // Each message may be the one that ends the round.
  const isTraining = () => table.open()?.round === open.round && table.open().closed === undefined
  for (const i of who) if (isTraining()) table.say(commitmentOf(table, i))
  for (const i of who) if (isTraining()) speak(table, i, listMessage(table, 0))
  if (n % 4 === 0) return
  const all = table.open()?.closed?.commitments.map((_, i) => i) ?? []
  for (const i of who)
    if (all.length > 0 && table.open() !== undefined) table.say(reportOf(table, i, all))
}

/** Everybody is there, a member, and holds the state. */
function everybody(table: Table): void {
  const { lineage, step } = table.state().view
  for (const who of table.members.keys()) {
    speak(table, who, { type: 'join', ...introduction })
    table.pass(300)
    speak(table, who, { type: 'ready', round: step, lineage, stateDigest: none })
  }
}

const introduction = { name: 'm', addresses: [], engine: 'e', threads: 1, invite: none, kernel: 1 }
const head = (table: Table) => ({ index: table.state().view.length, hash: noise })

const say = (table: Table, _who: number, signed: Signed | undefined) => {
  if (signed !== undefined) table.say(signed)
}
const speak = (table: Table, who: number, message: Message | undefined) => {
  const member = table.members[who] ?? simulatedCrypto(9, 77)
  if (message !== undefined) table.say(table.seal(member as Crypto, message))
}

function commitment(table: Table, who: number, n = -1): Signed | undefined {
  if (table.open() === undefined || table.members[who] === undefined) return undefined
  const { self } = table.members[who]
  if (!table.open().members.includes(self)) return undefined
  const changes = [
    { round: n },
    { batches: [n] },
    { slot: 1 },
    { thetaRound: n },
    { payloadBytes: 0 },
  ]
  return commitmentOf(table, who, n < 0 ? {} : changes[n % changes.length])
}

function listMessage(table: Table, n: number): Message | undefined {
  const open = table.open()
  if (open === undefined) return undefined
  const heard = [...table.state().commitments.values()].map((c) => table.crypto.hash(c.body))
  const hashes = n === 0 ? heard : n === 1 ? [noise] : heard.slice(n % 3)
  return { type: 'commitmentList', round: open.round, hashes, slot: open.slots.length }
}

function reportMessage(table: Table, n: number): Message | undefined {
  const open = table.open()
  if (open === undefined) return undefined
  const bits = n === 1 ? 255 : n
  return {
    type: 'report',
    round: open.round,
    marks: Uint8Array.of(bits),
    refusals: Uint8Array.of(n === 1 ? 0 : 255 - n),
  }
}

const config = {
  minMembers: 2,
  initMembers: 2,
  epochRounds: 2,
  coldStartRounds: 1,
  stages: [
    { rounds: 3, batches: 4 },
    { rounds: 4, batches: 7, rowTokens: 16 },
  ] as never,
}

describe('the machine', () => {
  it('goes on whatever it hears, and its log follows', () => {
    const seen = new Set<string>()
    const step = fc.tuple(
      fc.nat(happenings.length - 1),
      fc.nat(nodes), // the last is a stranger
      fc.nat(7),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 150 }), (steps) => {
        const table = openTable(nodes, config)
        for (const [what, who, n] of steps) {
          happenings[what]?.(table, who, n)
          const { view } = table.state()
          seen.add(view.phase)
          expect(view.trained).toBeLessThanOrEqual(planOf(view.config).rounds)
          expect(table.log.length).toBe(view.length)
          if (view.open !== undefined) expect(view.epoch.over).toBe(false)
        }
        const folded = foldLog(table.crypto, table.log)
        expect(folded).toMatchObject({ ok: true })
        if (folded.ok) expect(folded.view.head).toEqual(table.state().view.head)
      }),
      { numRuns: 120, seed: 1 },
    )
    expect([...seen].sort()).toEqual([...loggedPhases].sort())
  })
})
