import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCrypto } from '../../node/system/crypto.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { murmur } from '../../proto/gen/murmur.js'
import type { Message } from '../../proto/messages.ts'
import {
  blobAnswerCodec,
  blobRequestCodec,
  infoCodec,
  logAnswerCodec,
  logRequestCodec,
  payloadCodec,
} from '../../proto/requests.ts'
import { encodeBody, openEnvelope, sealMessage } from '../../proto/wire.ts'

const crypto = createCrypto(createIdentity())
const runId = new Uint8Array(32).fill(5)
const hash = (n: number) => new Uint8Array(32).fill(n)
const none = new Uint8Array(0)

const entry = (kind: Extract<Message, { type: 'entry' }>['kind']): Message => ({
  type: 'entry',
  index: 3,
  term: 0,
  prevHash: hash(1),
  timeS: 1_800_000_000,
  timeMs: 999,
  kind,
})

const messages: readonly Message[] = [
  {
    type: 'join',
    name: 'ada',
    addresses: ['/ip4/1.2.3.4/tcp/5'],
    engine: 'onnx cpu',
    threads: 2,
    invite: none,
    kernel: 1,
  },
  { type: 'ready', round: 7, lineage: hash(2), stateDigest: hash(3) },
  { type: 'leave', reason: 'interrupted' },
  {
    type: 'commitment',
    round: 1,
    slot: 0,
    payloadHash: hash(4),
    payloadBytes: 8000,
    batches: [3, 1, 2],
    dropped: [],
    thetaRound: 1,
    engine: 'onnx cpu',
    precision: 'f32',
    prevRoot: none,
    momentumRoot: none,
    stateDigest: hash(5),
    lossMicronats: 1_234_567,
    tokens: 4096,
    trainMs: 250,
    rangesRoot: hash(8),
  },
  { type: 'commitmentList', round: 1, hashes: [hash(1), hash(2)], slot: 1 },
  { type: 'report', round: 1, marks: Uint8Array.of(3), refusals: Uint8Array.of(4) },
  entry({
    type: 'runStarted',
    config: '{}',
    baseRoot: hash(1),
    dataRoot: hash(2),
    table: Uint8Array.of(1),
    beaconEnd: hash(3),
    operator: hash(4),
    kernel: 1,
  }),
  entry({ type: 'phaseEntered', phase: 2, reason: 'enough' }),
  entry({
    type: 'membersChanged',
    admitted: [{ member: hash(1), name: 'a', addresses: [] }],
    left: [{ member: hash(2), code: 'gone', reason: '', evidence: none }],
  }),
  entry({
    type: 'roundOpened',
    round: 0,
    step: 0,
    members: [hash(1)],
    shares: [1],
    firstBatch: 0,
    batches: 8,
    etaBits: 1,
    lambdaBits: 0,
    tau: 0,
    deadlineMs: 1000,
    returned: [{ first: 3, count: 2 }],
  }),
  entry({ type: 'reverted', round: 7, to: 5, lineage: hash(3) }),
  entry({ type: 'restarted', step: 25, lineage: hash(4) }),
  entry({ type: 'commandGiven', command: 2 }),
  entry({ type: 'changeScheduled', round: 9, config: '{}', kernel: 2, protocol: 1 }),
  entry({
    type: 'slotOpened',
    round: 0,
    slot: 1,
    taken: [{ member: hash(1), slot: 0 }],
    takers: [hash(2), hash(3)],
    shares: [4, 1],
    deadlineMs: 500,
  }),
  entry({
    type: 'commitmentsClosed',
    round: 0,
    commitments: [Uint8Array.of(1)],
    lists: [Uint8Array.of(2)],
    preimage: hash(9),
    tookMs: [1, 0],
  }),
  entry({
    type: 'roundClosed',
    round: 0,
    accepted: [{ commitment: 0, weight: 4 }],
    refused: [{ commitment: 1, code: 'undecided' }],
    reports: [],
    lineage: hash(1),
    stateDigest: none,
    lossMicronats: 5,
    returned: [{ first: 0, count: 4 }],
    missed: [1],
  }),
  entry({
    type: 'checkpointMade',
    step: 10,
    snapshotRoot: hash(1),
    stateRoot: hash(2),
    retainedStep: 0,
  }),
  entry({ type: 'segmentArchived', from: 5, to: 10, root: hash(3) }),
  entry({ type: 'roundMerged', round: 3, statements: [Uint8Array.of(1)] }),
  { type: 'merged', round: 3, root: hash(1), rangesRoot: hash(2), bytes: 900, form: 1 },
  entry({ type: 'takenOver', coordinator: hash(1), beaconEnd: hash(2), reason: 'moved' }),
  { type: 'head', index: 3, term: 1, hash: hash(6) },
]

const nameOf = (message: Message) => (message.type === 'entry' ? message.kind.type : message.type)

describe('an envelope', () => {
  it.each(messages.map((m) => [nameOf(m), m] as const))(
    '%s comes back as it was sealed',
    (_name, message) => {
      const { envelope, body } = sealMessage(runId, message, crypto)
      const opened = openEnvelope(envelope, crypto.verify, runId)
      expect(opened).toMatchObject({ ok: true, signed: { message, signer: crypto.self, body } })
    },
  )

  it.each(messages.map((m) => [nameOf(m), m] as const))(
    '%s with any one bit changed is refused',
    (_name, message) => {
      const { envelope } = sealMessage(runId, message, crypto)
      for (let bit = 0; bit < 8 * envelope.length; bit += 7) {
        const changed = Uint8Array.from(envelope)
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(openEnvelope(changed, crypto.verify, runId).ok).toBe(false)
      }
    },
  )

  it('is refused for another run, another version, another signer, an unknown field, trailing bytes', () => {
    const [message] = messages as [Message]
    const { envelope, body } = sealMessage(runId, message, crypto)
    expect(openEnvelope(envelope, crypto.verify, hash(6))).toEqual({ ok: false, code: 'run' })
    const signed = (bytes: Uint8Array) => {
      const parts = {
        body: bytes,
        signer: murmur.Envelope.decode(envelope).signer,
        signature: crypto.sign(bytes),
      }
      return openEnvelope(murmur.Envelope.encode(parts).finish(), crypto.verify, runId)
    }
    expect(signed(body)).toMatchObject({ ok: true })
    const version = murmur.Body.encode({ ...murmur.Body.decode(body), version: 2 }).finish()
    expect(signed(version)).toEqual({ ok: false, code: 'version' })
    expect(signed(Buffer.concat([body, Uint8Array.of(0xf8, 0x07, 1)]))).toMatchObject({ ok: false })
    const other = createCrypto(createIdentity())
    const forged = murmur.Envelope.decode(envelope)
    forged.signature = other.sign(body)
    expect(openEnvelope(murmur.Envelope.encode(forged).finish(), crypto.verify, runId)).toEqual({
      ok: false,
      code: 'signature',
    })
    expect(openEnvelope(Buffer.concat([envelope, Uint8Array.of(0)]), crypto.verify, runId).ok).toBe(
      false,
    )
  })
})

describe('what arrives', () => {
  it('is bounded in its fields: a long name, a short hash, a list that is too long', () => {
    const bad: Message[] = [
      {
        type: 'join',
        name: 'x'.repeat(65),
        addresses: [],
        engine: '',
        threads: 1,
        invite: none,
        kernel: 1,
      },
      { type: 'ready', round: 1, lineage: new Uint8Array(31), stateDigest: none },
      { type: 'commitmentList', slot: 0, round: 1, hashes: [new Uint8Array(33)] },
      {
        type: 'join',
        name: 'a',
        addresses: Array.from({ length: 1000 }, () => '/ip4/1.1.1.1/tcp/1'),
        engine: '',
        threads: 1,
        invite: none,
        kernel: 1,
      },
    ]
    for (const message of bad)
      expect(
        openEnvelope(sealMessage(runId, message, crypto).envelope, crypto.verify, runId),
      ).toMatchObject({ ok: false })
  })

  it('may be any bytes and gives a message or a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(openEnvelope(bytes, crypto.verify, runId).ok).toBe(false)
        for (const codec of [
          infoCodec,
          logRequestCodec,
          logAnswerCodec,
          blobRequestCodec,
          blobAnswerCodec,
          payloadCodec,
        ])
          expect(() => codec.decode(bytes)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  it('is copied: changing the received bytes changes nothing', () => {
    const [message] = messages as [Message]
    const { envelope } = sealMessage(runId, message, crypto)
    const opened = openEnvelope(envelope, crypto.verify, runId)
    if (!opened.ok) throw new Error(opened.code)
    const before = Buffer.from(opened.signed.body).toString('hex')
    envelope.fill(0)
    expect(Buffer.from(opened.signed.body).toString('hex')).toBe(before)
    expect(encodeBody(runId, message)).toEqual(opened.signed.body)
  })
})

describe('the generated code', () => {
  it('is what murmur.proto gives', () => {
    const root = join(import.meta.dirname, '../..')
    execFileSync(process.execPath, ['proto/generate.ts', '--check'], { cwd: root, stdio: 'pipe' })
  })
})
