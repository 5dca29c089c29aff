/** Who is admitted, as far as it depends on what a joiner says of itself. */
import { expect, it } from 'vitest'
import { largestEnvelopeBytes } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { openTable } from './table.ts'

it('nobody joins by a name or an address that would speak to the terminals of others', () => {
  const table = openTable(3)
  const stranger = simulatedCrypto(3, 77)
  const none = new Uint8Array(0)
  const join = { name: 'm', addresses: ['/ip4/1.2.3.4/tcp/1'], engine: 'e', threads: 1 }
  const asks = (change: object) =>
    table.say(table.seal(stranger, { type: 'join', ...join, invite: none, kernel: 1, ...change }))
  expect(asks({ name: 'm\u001b[2K' })).toBe('bad-name')
  expect(asks({ name: 'm\nFinished' })).toBe('bad-name')
  expect(asks({ addresses: ['/ip4/1.2.3.4\u009b1A'] })).toBe('bad-name')
  expect(table.state().joining.size).toBe(0)
  expect(asks({})).toBe('')
  table.pass(300)
  expect(table.state().view.members.get(stranger.self)?.name).toBe('m')
})

it('who was ready and left is not remembered for ever', () => {
  const table = openTable(2, { maxMembers: 4 })
  const none = new Uint8Array(0)
  const join = { name: 'm', addresses: [], engine: 'e', threads: 1, invite: none, kernel: 1 }
  const { lineage } = table.state().view
  for (let i = 0; i < 12; i++) {
    const stranger = simulatedCrypto(3, 100 + i)
    table.say(table.seal(stranger, { type: 'join', ...join }))
    table.pass(300)
    const ready = { type: 'ready', round: 0, lineage, stateDigest: none } as const
    expect(table.say(table.seal(stranger, ready))).toBe('ok')
    expect(table.say(table.seal(stranger, { type: 'leave', reason: '' }))).toBe('ok')
  }
  expect(table.state().ready.size).toBeLessThanOrEqual(5)
  expect(table.state().claims.size).toBeLessThanOrEqual(5)
  for (const { self } of table.members) expect(table.state().ready.has(self)).toBe(true)
})

it('however much hundreds who come at once say of themselves, no entry is longer than may be read', () => {
  const table = openTable(1, { maxMembers: 2000 })
  const addresses = Array<string>(16).fill('\uffff'.repeat(256))
  const join = {
    name: 'm',
    addresses,
    engine: 'e',
    threads: 1,
    invite: new Uint8Array(0),
    kernel: 1,
  }
  const strangers = Array.from({ length: 800 }, (_, i) => simulatedCrypto(3, 1000 + i))
  for (const one of strangers) table.say(table.seal(one, { type: 'join', ...join }))
  for (let i = 0; i < 4; i++) table.pass(300)
  expect(table.state().view.members.size).toBe(801)
  expect(table.state().joining.size).toBe(0)
  expect(Math.max(...table.log.map(({ length }) => length))).toBeLessThan(largestEnvelopeBytes)
})
