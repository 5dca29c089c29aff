/** What every Store must do. Called with a way to open one and to open the same content again. */
import { expect, it } from 'vitest'
import { type Hash, toHex } from '../../kernels/hash.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import type { Store } from '../../node/ports.ts'

export type StoreFixture = {
  readonly hash: Hash
  readonly open: () => Promise<Store>
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

export function storeCompliance({ hash, open }: StoreFixture): void {
  it('gives back what was put, by its root', async () => {
    const store = await open()
    for (const bytes of [bytesOf('one'), new Uint8Array(600_000).fill(7)]) {
      const root = await store.put(bytes)
      expect(root).toEqual(blobRoot(hash, bytes))
      expect(Buffer.from((await store.get(root)) ?? []).equals(bytes)).toBe(true)
    }
  })

  it('gives undefined for what it does not hold', async () => {
    const store = await open()
    expect(await store.get(new Uint8Array(32))).toBeUndefined()
    expect(await store.recall('nothing')).toBeUndefined()
  })

  it('puts the same content twice as once', async () => {
    const store = await open()
    const first = await store.put(bytesOf('same'))
    expect(await store.put(bytesOf('same'))).toEqual(first)
  })

  it('removes content, and nothing else; what was removed can be put again', async () => {
    const store = await open()
    const [gone, stays] = [await store.put(bytesOf('gone')), await store.put(bytesOf('stays'))]
    await store.record('gone', bytesOf('a record'))
    await store.remove(gone)
    await store.remove(gone)
    await store.remove(new Uint8Array(32))
    expect(await store.get(gone)).toBeUndefined()
    expect(await store.get(stays)).toBeDefined()
    expect(await store.recall('gone')).toBeDefined()
    expect(await store.put(bytesOf('gone'))).toEqual(gone)
    expect(Buffer.from((await store.get(gone)) ?? []).toString()).toBe('gone')
  })

  it('lists its content, and no record', async () => {
    const store = await open()
    const [first, second] = [await store.put(bytesOf('first')), await store.put(bytesOf('second'))]
    await store.record('list', bytesOf('a record'))
    await store.remove(first)
    const listed = await store.list()
    expect(listed).toContain(toHex(second))
    expect(listed).not.toContain(toHex(first))
    for (const name of listed) expect(name).toMatch(/^[0-9a-f]{64}$/)
  })

  it('replaces a record', async () => {
    const store = await open()
    await store.record('commitment', bytesOf('old'))
    await store.record('commitment', bytesOf('new'))
    expect(Buffer.from((await store.recall('commitment')) ?? []).toString()).toBe('new')
  })

  it('keeps what it holds apart from the bytes of the caller', async () => {
    const store = await open()
    const bytes = bytesOf('mine')
    const root = await store.put(bytes)
    bytes.fill(0)
    expect(Buffer.from((await store.get(root)) ?? []).toString()).toBe('mine')
  })
}
