/** A log changes hands by the operator's signature, and by nothing else. */
import { describe, expect, it } from 'vitest'
import { createBeaconChain } from '../../coordinator/beacon.ts'
import { foldLog } from '../../coordinator/fold-log.ts'
import { takeOver } from '../../coordinator/take-over.ts'
import { fromHex } from '../../kernels/hash.ts'
import { simulatedCrypto, simulatedOperator } from '../sim/crypto.ts'
import { coordinator, firstOf, log, reseal, seed, stranger } from './log-fixture.ts'

describe('a take-over', () => {
  const operator = simulatedOperator(seed)
  const next = simulatedCrypto(seed, 60)
  const chain = createBeaconChain(coordinator.hash, Uint8Array.of(9))
  const terms = {
    coordinator: fromHex(next.self) as Uint8Array,
    beaconEnd: chain.end,
    reason: 'moved',
  }
  const at = firstOf('roundOpened', 20) + 1
  const handedView = () => {
    const folded = foldLog(coordinator, log.slice(0, at))
    if (!folded.ok) throw new Error(folded.code)
    return folded.view
  }
  const handed = () => {
    const taken = takeOver(coordinator, operator, handedView(), terms, 0)
    if (!taken.ok) throw new Error(taken.code)
    return taken
  }

  it('signed by the operator begins a term of another key, with a chain of its own', () => {
    const { view } = handed()
    expect(view).toMatchObject({ term: 1, coordinator: next.self, length: at + 1 })
    expect(view.beaconFrom).toBe(view.open?.round)
    expect(view.lastPreimage.value).toEqual(chain.end)
  })

  it('signed by anybody else, or in another term, is refused', () => {
    for (const signer of [coordinator, next, stranger])
      expect(takeOver(coordinator, signer, handedView(), terms, 0)).toEqual({
        ok: false,
        code: 'takeover-signer',
      })
    const { entry } = handed()
    const again = foldLog(coordinator, [
      ...log.slice(0, at),
      reseal(entry.envelope, (e) => ({ ...e, term: 2 }), operator),
    ])
    expect(again).toEqual({ ok: false, index: at, code: 'takeover-term' })
  })

  it('of a finished run is refused', () => {
    const folded = foldLog(coordinator, log)
    if (!folded.ok) throw new Error(folded.code)
    expect(takeOver(coordinator, operator, folded.view, terms, 0)).toEqual({
      ok: false,
      code: 'takeover-finished',
    })
  })

  it('ends the old signer: what it signs behind it does not follow, in either term', () => {
    const { entry, view } = handed()
    const prefix = [...log.slice(0, at), entry.envelope]
    const late = (term: number) =>
      reseal(log[at] as Uint8Array, (e) => ({ ...e, term, index: at + 1, prevHash: view.head }))
    expect(foldLog(coordinator, [...prefix, late(0)])).toMatchObject({ code: 'entry-term' })
    expect(foldLog(coordinator, [...prefix, late(1)])).toMatchObject({ code: 'entry-signer' })
    expect(
      foldLog(coordinator, [...log.slice(0, at), log[at] as Uint8Array, entry.envelope]),
    ).toMatchObject({ ok: false, index: at + 1, code: 'entry-index' })
  })
})
