/** The envelope is read by hand (proto/wire.ts): it must be the one that the generated code makes, and no other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCrypto } from '../../node/system/crypto.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { murmur } from '../../proto/gen/murmur.js'
import type { Message } from '../../proto/messages.ts'
import { encodeBody, openEnvelope, sealMessage } from '../../proto/wire.ts'

const crypto = createCrypto(createIdentity())
const runId = new Uint8Array(32).fill(5)
const none = new Uint8Array(0)
const leave: Message = { type: 'leave', reason: 'interrupted' }
const commitment: Message = {
  type: 'commitment',
  round: 1,
  slot: 0,
  payloadHash: runId,
  payloadBytes: 8000,
  batches: [3, 1, 2],
  dropped: [],
  thetaRound: 1,
  engine: 'onnx cpu',
  precision: 'f32',
  prevRoot: none,
  momentumRoot: none,
  stateDigest: runId,
  lossMicronats: 1_234_567,
  tokens: 4096,
  trainMs: 250,
  rangesRoot: none,
}

describe('the one encoding of an envelope', () => {
  const openAny = (bytes: Uint8Array) => openEnvelope(bytes, () => true, undefined)
  /** What is malformed by the generated code: it does not decode, has other lengths, or is encoded otherwise. */
  const isWhole = (bytes: Uint8Array): boolean => {
    try {
      const { body, signer, signature } = murmur.Envelope.decode(bytes)
      const again = murmur.Envelope.encode({ body, signer, signature }).finish()
      return signer.length === 32 && signature.length === 64 && Buffer.compare(again, bytes) === 0
    } catch {
      return false
    }
  }
  const isMalformed = (bytes: Uint8Array): boolean => {
    const opened = openAny(bytes)
    return !opened.ok && opened.code === 'malformed'
  }

  it('is the one that the generated code makes, whatever the length of the body', () => {
    for (const length of [1, 2, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152]) {
      // A leave with a text that is too long: read as a whole, and refused only for its field.
      const body = encodeBody(runId, { type: 'leave', reason: 'x'.repeat(length) })
      const envelope = murmur.Envelope.encode({
        body,
        signer: new Uint8Array(32),
        signature: new Uint8Array(64),
      }).finish()
      expect(openAny(envelope)).toMatchObject(
        length <= 256
          ? { ok: true, signed: { message: { reason: 'x'.repeat(length) } } }
          : { ok: false, code: 'out-of-bounds' },
      )
    }
  })

  it('is refused in any other: a length of more bytes than it needs, parts in another order, twice, or missing', () => {
    const { body, envelope } = sealMessage(runId, leave, crypto)
    const rest = envelope.subarray(2 + body.length)
    const long = Buffer.concat(
      [[0x0a, body.length | 128, 0].map((b) => Uint8Array.of(b)), body, rest].flat(),
    )
    const turned = Buffer.concat([rest, envelope.subarray(0, 2 + body.length)])
    const twice = Buffer.concat([envelope, rest])
    for (const bytes of [long, turned, twice, rest, envelope.subarray(0, -1)])
      expect(openAny(bytes)).toEqual({ ok: false, code: 'malformed' })
  })

  it('agrees with the generated code on envelopes that were changed at random', () => {
    const { envelope } = sealMessage(runId, commitment, crypto)
    const change = fc.record({
      at: fc.nat(envelope.length - 1),
      cut: fc.nat(3),
      put: fc.uint8Array({ maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let bytes: Uint8Array = envelope
        for (const { at, cut, put } of changes)
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])
        if (!isWhole(bytes)) expect(isMalformed(bytes)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
