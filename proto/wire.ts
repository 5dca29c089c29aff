/**
 * Bytes ↔ checked messages. The only place where signed bytes become meaning.
 *
 * Total: any bytes give a message or a refusal code. Canonical: a body whose re-encoding differs from its bytes is refused, so one
 * content has one hash. Signatures are checked by the function that is passed in, over the bytes as received.
 */
import { murmur } from './gen/murmur.js'
import type { Entry, EntryKind, Message } from './messages.ts'
import { checkFields, entryRules, kindRules, messageRules } from './schema.ts'

export const protocolVersion = 1

/** A message with the bytes that were signed. `signer` is the lower-case hex of the public key. */
export type Signed<M extends Message = Message> = {
  readonly message: M
  readonly signer: string
  readonly runId: Uint8Array
  readonly body: Uint8Array
  readonly envelope: Uint8Array
}

export type WireRefusal = {
  readonly ok: false
  readonly code: 'malformed' | 'not-canonical' | 'out-of-bounds' | 'version' | 'run' | 'signature'
}
export type WireResult = { readonly ok: true; readonly signed: Signed } | WireRefusal

export type Verify = (signer: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean

/** No envelope of ours is larger; checked before anything is decoded. */
export const largestEnvelopeBytes = 8_388_608

/** No message that is sent to somebody is larger: entries alone are. */
export const largestMessageBytes = 262_144

const signerBytes = 32
const signatureBytes = 64

const refuse = (code: WireRefusal['code']): WireRefusal => ({ ok: false, code })

/** Reads and checks an envelope. `runId` undefined accepts any run (the first entry, before the run is known). */
export function openEnvelope(
  bytes: Uint8Array,
  verify: Verify,
  runId: Uint8Array | undefined,
): WireResult {
  if (bytes.length > largestEnvelopeBytes) return refuse('malformed')
  // The one copy: everything that is given back is a view of it, and nobody else has it.
  const envelope = new Uint8Array(bytes)
  const parsed = parseEnvelope(envelope)
  if (parsed === undefined) return refuse('malformed')
  const opened = openBody(parsed.body)
  if (!opened.ok) return opened
  if (runId !== undefined && !sameBytes(runId, opened.runId)) return refuse('run')
  if (!verify(parsed.signer, parsed.body, parsed.signature)) return refuse('signature')
  const signed = {
    message: opened.message,
    signer: hex(parsed.signer),
    runId: opened.runId,
    body: parsed.body,
    envelope,
  }
  return { ok: true, signed }
}

/**
 * The three parts of an envelope, as views. It has one canonical encoding, `0a LENGTH body 12 20 signer 1a 40 signature` (murmur.proto), which is
 * read by hand: decoded and encoded again, an entry of half a megabyte would be copied three times before anything about it is known.
 */
function parseEnvelope(bytes: Uint8Array) {
  const signerAt = bytes.length - signatureBytes - signerBytes - 2
  const body = bodyIn(bytes, signerAt - 2)
  if (body === undefined) return undefined
  if (bytes[signerAt - 2] !== 0x12 || bytes[signerAt - 1] !== signerBytes) return undefined
  const signatureAt = signerAt + signerBytes + 2
  if (bytes[signatureAt - 2] !== 0x1a || bytes[signatureAt - 1] !== signatureBytes) return undefined
  return {
    body,
    signer: bytes.subarray(signerAt, signerAt + signerBytes),
    signature: bytes.subarray(signatureAt),
  }
}

/** The field that begins an envelope, where it ends at `end` and its length is written in as few bytes as possible. */
function bodyIn(bytes: Uint8Array, end: number): Uint8Array | undefined {
  if (end < 2 || bytes[0] !== 0x0a) return undefined
  let at = 1
  let length = 0
  for (let shift = 0; shift < 28; shift += 7, at++) {
    const byte = bytes[at] as number
    length |= (byte & 127) << shift
    if (byte >= 128) continue
    const isShortest = byte > 0 || shift === 0
    return isShortest && at + 1 + length === end ? bytes.subarray(at + 1, end) : undefined
  }
  return undefined
}

function openBody(
  body: Uint8Array,
): { readonly ok: true; readonly message: Message; readonly runId: Uint8Array } | WireRefusal {
  let decoded: murmur.Body
  try {
    decoded = murmur.Body.decode(body)
    if (!sameBytes(murmur.Body.encode(decoded).finish(), body)) return refuse('not-canonical')
  } catch {
    return refuse('malformed')
  }
  if (decoded.version !== protocolVersion) return refuse('version')
  if (decoded.runId.length !== 32 && decoded.runId.length !== 0) return refuse('out-of-bounds')
  const type = decoded.message
  if (type === undefined) return refuse('malformed')
  const message =
    type === 'entry' ? checkEntry(decoded.entry) : checkMessage(type, decoded[type] as unknown)
  if (message === undefined) return refuse('out-of-bounds')
  return { ok: true, message, runId: decoded.runId }
}

function checkMessage(type: keyof typeof messageRules, value: unknown): Message | undefined {
  // The rules name exactly the fields of the message type (test/proto checks each of them against the generated code).
  return checkFields(value, messageRules[type], type) as Message | undefined
}

function checkEntry(value: murmur.Entry.$Properties | null | undefined): Entry | undefined {
  const entry = value as murmur.Entry | null | undefined
  const fields = checkFields(entry, entryRules)
  const type = entry?.kind
  if (fields === undefined || entry === null || entry === undefined || type === undefined)
    return undefined
  const kind = checkFields(entry[type], kindRules[type], type)
  return kind && ({ type: 'entry', ...fields, kind } as unknown as Entry)
}

/** The bytes to sign of a message. `runId` is empty for the first entry of a log alone. */
export const encodeBody = (runId: Uint8Array, message: Message): Uint8Array =>
  new Uint8Array(encode(runId, message))

/** In memory that is the encoder's: to be copied. */
function encode(runId: Uint8Array, message: Message): Uint8Array {
  // The encoder writes the fields that it knows; `type` is none of them.
  const content = message.type === 'entry' ? encodableEntry(message) : message
  const body = { runId, version: protocolVersion, [message.type]: content }
  return murmur.Body.encode(body).finish()
}

function encodableEntry(entry: Entry): object {
  const { kind, ...fields } = entry
  return { ...fields, [kind.type]: kind }
}

/** Signs a message: the envelope's bytes, and its body as a view of them. `self`: lower-case hex of 64 digits. */
export function sealMessage(
  runId: Uint8Array,
  message: Message,
  crypto: { readonly self: string; readonly sign: (bytes: Uint8Array) => Uint8Array },
): { readonly envelope: Uint8Array; readonly body: Uint8Array } {
  const encoded = encode(runId, message)
  let lengthBytes = 1
  for (let rest = encoded.length >>> 7; rest > 0; rest >>>= 7) lengthBytes++
  const bodyAt = 1 + lengthBytes
  const signerAt = bodyAt + encoded.length + 2
  const signatureAt = signerAt + signerBytes + 2
  const envelope = new Uint8Array(signatureAt + signatureBytes)
  envelope[0] = 0x0a
  for (let i = 1, rest = encoded.length; i < bodyAt; i++, rest >>>= 7)
    envelope[i] = (rest & 127) | (i + 1 < bodyAt ? 128 : 0)
  envelope.set(encoded, bodyAt)
  const body = envelope.subarray(bodyAt, signerAt - 2)
  envelope[signerAt - 2] = 0x12
  envelope[signerAt - 1] = signerBytes
  envelope.set(unhex(crypto.self), signerAt)
  envelope[signatureAt - 2] = 0x1a
  envelope[signatureAt - 1] = signatureBytes
  envelope.set(crypto.sign(body), signatureAt)
  return { envelope, body }
}

/** What some bytes claim to be, for a message about a fault: nothing about them is checked. */
export function wireKind(envelope: Uint8Array): string {
  try {
    const body = murmur.Body.decode(murmur.Envelope.decode(envelope).body)
    return (body.message === 'entry' ? body.entry?.kind : body.message) ?? 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** The protocol version that some bytes claim to be written in; nothing about them is checked. 0: unreadable. */
export function wireVersion(envelope: Uint8Array): number {
  try {
    return murmur.Body.decode(murmur.Envelope.decode(envelope).body).version
  } catch {
    return 0
  }
}

/** Whether a signed message is an entry of one kind, narrowed. */
export function entryOf<K extends EntryKind['type']>(
  entry: Entry,
  type: K,
): Extract<EntryKind, { type: K }> | undefined {
  return entry.kind.type === type ? (entry.kind as Extract<EntryKind, { type: K }>) : undefined
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const digitCodes = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

/** Of a key: one call makes a flat string, of digits that are written over the ones of the last key. */
const keyCodes = new Array<number>(2 * signerBytes).fill(0)

function hex(key: Uint8Array): string {
  for (let i = 0; i < signerBytes; i++) {
    const byte = key[i] as number
    keyCodes[2 * i] = digitCodes[byte >> 4] as number
    keyCodes[2 * i + 1] = digitCodes[byte & 15] as number
  }
  return String.fromCharCode.apply(null, keyCodes)
}

function unhex(text: string): Uint8Array {
  const bytes = new Uint8Array(signerBytes)
  const digit = (at: number) => {
    const code = text.charCodeAt(at)
    return code < 58 ? code - 48 : code - 87
  }
  for (let i = 0; i < signerBytes; i++) bytes[i] = 16 * digit(2 * i) + digit(2 * i + 1)
  return bytes
}
