/** What every Network must do. Called with a way to open connected nodes. */
import { expect, it } from 'vitest'
import type { MemberId, Network, Verdict } from '../../node/ports.ts'

export type NetworkFixture = {
  /** `count` nodes, each introduced to all others, all connected. */
  readonly open: (count: number) => Promise<readonly Network[]>
  /** Resolves when `test` holds; rejects after a while. */
  readonly until: (test: () => boolean) => Promise<void>
}

const text = new TextEncoder()
const limits = { requestBytes: 1000, answerBytes: 2_000_000 }
const deadlineMs = 5000

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )

export function networkCompliance(fixture: NetworkFixture): void {
  it('answers a request, with who asked', async () => {
    const [a, b] = (await fixture.open(2)) as [Network, Network]
    b.answer('/t/echo', async (from, bytes) => text.encode(`${from}:${bytes.length}`), limits)
    const answer = await a.request(b.self, '/t/echo', new Uint8Array(7), deadlineMs)
    expect(new TextDecoder().decode(answer)).toBe(`${a.self}:7`)
    expect(
      (await a.request(b.self, '/t/echo', new Uint8Array(0), deadlineMs)).length,
    ).toBeGreaterThan(0)
  })

  it('carries an answer of a megabyte, whole', async () => {
    const [a, b] = (await fixture.open(2)) as [Network, Network]
    const big = Uint8Array.from({ length: 1_000_000 }, (_, i) => i % 251)
    b.answer('/t/big', async () => big, limits)
    const answer = await a.request(b.self, '/t/big', new Uint8Array(1), deadlineMs)
    expect(Buffer.from(answer).equals(big)).toBe(true)
  })

  it('refuses what is too large, unknown, or rejected, with codes', async () => {
    const [a, b] = (await fixture.open(2)) as [Network, Network]
    b.answer('/t/small', async () => new Uint8Array(9), { requestBytes: 10, answerBytes: 8 })
    b.answer('/t/no', () => Promise.reject(new Error('no')), limits)
    expect(await codeOf(a.request(b.self, '/t/small', new Uint8Array(11), deadlineMs))).toBe(
      'refused',
    )
    expect(await codeOf(a.request(b.self, '/t/small', new Uint8Array(1), deadlineMs))).toBe(
      'refused',
    )
    expect(await codeOf(a.request(b.self, '/t/no', new Uint8Array(1), deadlineMs))).toBe('refused')
    expect(await codeOf(a.request(b.self, '/t/unknown', new Uint8Array(1), deadlineMs))).toBe(
      'refused',
    )
  })

  it('gives up at the deadline, and on somebody who is not there', async () => {
    const [a, b] = (await fixture.open(2)) as [Network, Network]
    b.answer('/t/never', () => new Promise(() => {}), limits)
    expect(await codeOf(a.request(b.self, '/t/never', new Uint8Array(1), 300))).toBe('timeout')
    const nobody = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
    expect(await codeOf(a.request(nobody, '/t/never', new Uint8Array(1), 300))).toBe('unreachable')
  })

  it('carries gossip to everybody but the sender, once; rejected messages go no further', async () => {
    const nodes = await fixture.open(3)
    const heard: string[][] = nodes.map(() => [])
    const judge = (bytes: Uint8Array): Verdict => (bytes[0] === 0x62 ? 'reject' : 'accept')
    for (const [i, node] of nodes.entries())
      node.subscribe('/t/gossip', (_from: MemberId, bytes) => {
        heard[i]?.push(new TextDecoder().decode(bytes))
        return judge(bytes)
      })
    const [a] = nodes as [Network]
    let sent = 0
    // Subscriptions travel too: said again, with new content, until everybody heard one.
    await fixture.until(() => {
      void a.publish('/t/gossip', text.encode(`good ${sent++}`))
      return heard.slice(1).every((list) => list.length > 0)
    })
    for (const list of heard.slice(1)) expect(new Set(list).size).toBe(list.length)
    expect(heard[0]).toEqual([])
  })
}
