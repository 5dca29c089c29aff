/** Maps and sets that change without being copied, against plain ones. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, drop, emptyMap, emptySet, put, putAll, remove } from '../../coordinator/trie.ts'

const key = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('commit 00', 'commit 01', ''))
const steps = fc.array(fc.tuple(fc.boolean(), key, fc.nat(3)), { maxLength: 200 })

describe('a map that is not copied', () => {
  it('holds what a plain one holds after any steps, and older versions stay as they were', () => {
    fc.assert(
      fc.property(steps, (list) => {
        let map: ReadonlyMap<string, number> = emptyMap()
        const plain = new Map<string, number>()
        const kept: { readonly map: typeof map; readonly entries: string }[] = []
        const shown = (m: ReadonlyMap<string, number>) => JSON.stringify([...m].sort())
        for (const [isPut, name, value] of list) {
          kept.push({ map, entries: shown(plain) })
          map = isPut ? put(map, name, value) : drop(map, name)
          if (isPut) plain.set(name, value)
          else plain.delete(name)
          expect(map.size).toBe(plain.size)
          expect(map.get(name)).toBe(plain.get(name))
          expect(map.has(name)).toBe(plain.has(name))
        }
        kept.push({ map, entries: shown(plain) })
        for (const old of kept) expect(shown(old.map)).toBe(old.entries)
      }),
    )
  })

  it('takes many keys at once as one after the other, and older versions stay as they were', () => {
    fc.assert(
      fc.property(steps, fc.array(key, { maxLength: 40 }), (list, keys) => {
        let map: ReadonlyMap<string, number> = emptyMap()
        for (const [isPut, name, value] of list)
          map = isPut ? put(map, name, value) : drop(map, name)
        const before = [...map]
        const one = keys.reduce((m, k) => put(m, k, 7), map)
        const all = putAll(map, keys, 7)
        expect([...all]).toEqual([...one])
        expect(all.size).toBe(one.size)
        expect([...map]).toEqual(before)
      }),
    )
  })

  it('has an order that depends on its keys alone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 40 }), (keys) => {
        const made = (order: readonly string[]) => [
          ...order.reduce((map, k) => put(map, k, 0), put(emptyMap<number>(), 'gone', 1)).keys(),
        ]
        expect(made(keys)).toEqual(made(keys.toReversed()))
      }),
    )
  })
})

describe('a set that is not copied', () => {
  it('is the same object where nothing changes', () => {
    const set = add(emptySet, 'a')
    expect(add(set, 'a')).toBe(set)
    expect(remove(set, 'b')).toBe(set)
    expect([...add(set, 'b')].sort()).toEqual(['a', 'b'])
    expect([...remove(add(set, 'b'), 'a')]).toEqual(['b'])
    expect([...set]).toEqual(['a'])
  })
})
