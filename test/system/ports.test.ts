import { describe, expect, it } from 'vitest'
import { systemClock } from '../../node/system/clock.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { cryptoCompliance } from '../compliance/crypto.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { createQueue } from '../sim/queue.ts'

describe('Ed25519 and SHA-256', () => {
  cryptoCompliance(() => createCrypto(createIdentity()))

  it('hash parts as their concatenation', () => {
    const { hash } = createCrypto(createIdentity())
    expect(hash(Uint8Array.of(1), Uint8Array.of(2, 3))).toEqual(hash(Uint8Array.of(1, 2, 3)))
  })
})

describe("the simulator's keys", () => {
  cryptoCompliance((index) => simulatedCrypto(7, index))
})

describe('the clock', () => {
  it('never goes back, and calls once unless cancelled', async () => {
    const before = systemClock.now()
    const calls: string[] = []
    const cancel = systemClock.after(1, () => calls.push('cancelled'))
    cancel()
    await new Promise<void>((done) => systemClock.after(5, done))
    expect(systemClock.now()).toBeGreaterThanOrEqual(before)
    expect(calls).toEqual([])
  })

  it('of the simulator orders by time, then by who asked first', () => {
    const queue = createQueue(1000)
    const order: number[] = []
    queue.after(20, () => order.push(3))
    queue.after(10, () => order.push(1))
    queue.after(10, () => order.push(2))
    queue.after(15, () => order.push(9))()
    while (queue.step());
    expect(order).toEqual([1, 2, 3])
    expect(queue.now()).toBe(1020)
  })
})
