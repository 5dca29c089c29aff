/** A member that says goodbye: its round is closed with what it gave, nobody waits for what it will not give, and no round is void. */
import { describe, expect, it } from 'vitest'
import type { Crypto } from '../../node/ports.ts'
import { commitmentOf, listOf, openTable, reportOf, type Table } from './table.ts'

const all = (table: Table) => [...table.members.keys()]
const idOf = (table: Table, i: number) => table.members[i]?.self ?? ''
const goodbye = (table: Table, i: number) =>
  table.say(table.seal(table.members[i] as Crypto, { type: 'leave', reason: 'interrupted' }))
const leftOf = (table: Table) =>
  table
    .kinds()
    .flatMap((kind) => (kind.type === 'membersChanged' ? kind.left.map((l) => l.code) : []))

/** Those who have work commit, everybody lists and then marks; time stands still. */
function finish(table: Table, working: readonly number[]): void {
  const { round } = table.open()
  const said = working.map((i) => commitmentOf(table, i))
  for (const signed of said) table.say(signed)
  const listed = [...said]
  for (const i of all(table)) table.say(listOf(table, i, listed))
  const slot = table.open().slots.length
  if (slot > 0 && table.open().closed === undefined) {
    const more = working.map((i) => commitmentOf(table, i, { slot }))
    for (const signed of more) if (signed.message.batches.length > 0) table.say(signed)
    listed.push(...more.filter(({ message }) => message.batches.length > 0))
    for (const i of all(table)) table.say(listOf(table, i, listed))
  }
  const indexes = [...(table.open().closed?.commitments.keys() ?? [])]
  for (const i of all(table))
    if (table.state().view.open?.round === round) table.say(reportOf(table, i, indexes))
}

describe('a member that leaves', () => {
  it('after its commitment has it counted, though every witness is needed', () => {
    const table = openTable(3)
    table.say(commitmentOf(table, 2))
    expect(goodbye(table, 2)).toBe('')
    expect(table.state().view.members.has(idOf(table, 2))).toBe(true)
    finish(table, all(table))
    const { lastClosed, members, open } = table.state().view
    expect(lastClosed?.contributions.map((c) => c.member)).toContain(idOf(table, 2))
    expect(leftOf(table)).toEqual(['left'])
    expect([members.size, open?.members.length]).toEqual([2, 2])
    expect(goodbye(table, 2)).toBe('not-a-member')
  })

  it('before it is waited for no more: the others do its work in the same round', () => {
    const table = openTable(3)
    const began = table.now()
    expect(goodbye(table, 2)).toBe('')
    finish(table, [0, 1])
    expect(table.now()).toBe(began)
    const { lastClosed } = table.state().view
    expect([lastClosed?.void, lastClosed?.returned]).toEqual([false, []])
    expect(leftOf(table)).toEqual(['left'])
  })

  it('says it twice and is let go once, between rounds at once', () => {
    const table = openTable(2)
    goodbye(table, 1)
    expect(goodbye(table, 1)).toBe('busy')
    expect(table.state().leaving.size).toBe(1)
    finish(table, [0])
    expect(leftOf(table)).toEqual(['left'])
    expect(table.state()).toMatchObject({ leaving: { size: 0 }, quitting: { size: 0 } })
    table.send({ type: 'command', command: 'pause', id: 1 })
    finish(table, [0])
    expect(table.state().view.open).toBeUndefined()
    expect(goodbye(table, 0)).toBe('ok')
    expect(leftOf(table)).toEqual(['left', 'left'])
  })
})
