/** What every LogStore must do. */
import { expect, it } from 'vitest'
import type { LogStore } from '../../node/ports.ts'

const envelope = (i: number) => Uint8Array.of(i & 255, i >> 8, 3)

export function logStoreCompliance(open: () => LogStore): void {
  it('gives entries in order, from anywhere, up to a limit', async () => {
    const log = open()
    for (let i = 0; i < 300; i++) await log.append(i, envelope(i))
    expect(await log.length()).toBe(300)
    expect(await log.read(0, 2)).toEqual([envelope(0), envelope(1)])
    expect(await log.read(298, 10)).toEqual([envelope(298), envelope(299)])
    expect(await log.read(300, 10)).toEqual([])
    await log.close()
  })

  it('refuses a gap, a repetition and a negative index, and stays whole', async () => {
    const log = open()
    await log.append(0, envelope(0))
    for (const index of [0, 2, -1, 7])
      await expect(log.append(index, envelope(9))).rejects.toThrow(/was to be appended/)
    expect(await log.length()).toBe(1)
    await log.append(1, envelope(1))
    expect(await log.read(0, 10)).toEqual([envelope(0), envelope(1)])
    await log.close()
  })
  it('appends several at once, all or none', async () => {
    const log = open()
    await log.append(0, envelope(0), envelope(1), envelope(2))
    await expect(log.append(2, envelope(2), envelope(3))).rejects.toThrow(/was to be appended/)
    expect(await log.length()).toBe(3)
    await log.append(3, envelope(3))
    expect(await log.read(0, 10)).toEqual([0, 1, 2, 3].map(envelope))
    await log.close()
  })

  it('keeps the newest fold and gives it back, a copy of it', async () => {
    const log = open()
    expect(await log.recallFold()).toBeUndefined()
    const fold = Uint8Array.of(1, 2, 3)
    await log.keepFold(5, Uint8Array.of(9))
    await log.keepFold(7, fold)
    fold[0] = 4
    expect(await log.recallFold()).toEqual({ length: 7, fold: Uint8Array.of(1, 2, 3) })
    await log.keepFold(6, Uint8Array.of(8))
    expect(await log.recallFold()).toEqual({ length: 6, fold: Uint8Array.of(8) })
    expect(await log.length()).toBe(0)
    await log.close()
  })
}
