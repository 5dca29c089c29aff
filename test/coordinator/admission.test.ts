/** Who is admitted, as far as it depends on what a joiner says of itself. */
import { expect, it } from 'vitest'
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
