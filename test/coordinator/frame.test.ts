/** What binds the bytes of a payload to one contribution of one member. */
import { describe, expect, it } from 'vitest'
import { bindingBytes, bindingOf, frameOf, readFrame } from '../../coordinator/frame.ts'
import { wantedOnce } from '../../coordinator/lookup.ts'
import { emptyMap, put } from '../../coordinator/trie.ts'
import { toHex } from '../../kernels/hash.ts'
import { heldCode } from '../../node/roles/held.ts'
import type { Held } from '../../node/roles/types.ts'
import { sha256 } from '../../node/system/crypto.ts'

const ada = {
  runId: new Uint8Array(32).fill(1),
  round: 7,
  slot: 0,
  member: toHex(new Uint8Array(32).fill(2)),
}
const none = new Uint8Array(0)
const payload = Uint8Array.of(68, 77, 1)

describe('a frame', () => {
  it('is bound to one member, slot, round and run', () => {
    const others = [
      { ...ada, runId: new Uint8Array(32).fill(3) },
      { ...ada, round: 8 },
      { ...ada, round: 7 + 2 ** 32 },
      { ...ada, slot: 1 },
      { ...ada, round: 0, slot: 7 },
      { ...ada, member: toHex(new Uint8Array(32).fill(4)) },
    ]
    const bindings = [ada, ...others].map((place) => toHex(bindingOf(sha256, place)))
    expect(new Set(bindings).size).toBe(bindings.length)
  })

  it('has the same binding for ever: golden vector', () => {
    expect(toHex(bindingOf(sha256, ada))).toMatchInlineSnapshot(
      `"0d976fee5f04fb18a1bbfca35df63b427dc2d084dbd00f3c3e8ea2411b5bc6b8"`,
    )
  })

  it('gives its payload back, and nothing where it is too short for one', () => {
    const binding = bindingOf(sha256, ada)
    const frame = frameOf(binding, payload)
    expect(frame.length).toBe(bindingBytes + payload.length)
    expect(readFrame(frame)).toEqual({ binding, payload })
    expect(readFrame(frame.subarray(0, bindingBytes))).toBeUndefined()
    expect(readFrame(new Uint8Array(0))).toBeUndefined()
  })

  it('of one hash counts for whom it is bound to, and is refused as anybody else’s', () => {
    const binding = bindingOf(sha256, ada)
    const copier = bindingOf(sha256, { ...ada, member: toHex(new Uint8Array(32).fill(5)) })
    const ranges = new Uint8Array(32)
    const found = { code: '', binding: toHex(binding), bytes: 35, ranges: toHex(ranges) }
    const held = put(emptyMap<Held>(), 'root', found)
    const promised = { root: 'root', binding: toHex(binding), bytes: 35, ranges: toHex(ranges) }
    expect(heldCode(held, promised)).toBe('')
    expect(heldCode(held, { ...promised, binding: toHex(copier) })).toBe('not-its-own')
    expect(heldCode(held, { ...promised, bytes: 36 })).toBe('payload-bytes')
    expect(heldCode(held, { ...promised, ranges: toHex(binding) })).toBe('ranges-root')
    expect(heldCode(held, { ...promised, root: 'other' })).toBeUndefined()
    expect(heldCode(put(held, 'root', { ...found, code: 'short' }), promised)).toBe('short')
  })

  it('that two promise is asked of both, and as long as either says', () => {
    const named = { root: 'root', bytes: 35, holders: ['ada'], ranges: none, isMerge: false }
    const copy = { ...named, bytes: 99, holders: ['bob'] }
    const other = { ...named, root: 'other', holders: ['cyd'] }
    expect(wantedOnce([copy, other, named])).toEqual([
      { ...named, bytes: 99, holders: ['bob', 'ada'] },
      other,
    ])
  })
})
