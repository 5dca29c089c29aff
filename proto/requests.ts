/**
 * Requests and answers between two nodes. Unsigned: what they carry is signed, or named by its hash and checked by it.
 *
 * Total, like wire.ts: any bytes give a value or undefined.
 */
import { murmur } from './gen/murmur.js'

export type InfoAnswer = {
  readonly firstEntry: Uint8Array
  readonly logLength: number
  /** Versions in force. */
  readonly kernel: number
  readonly protocol: number
}
export type LogRequest = { readonly from: number; readonly limit: number }
export type BlobRequest = { readonly root: Uint8Array; readonly piece: number }
export type BlobAnswer = {
  readonly found: boolean
  readonly bytes: Uint8Array
  readonly blobBytes: number
  readonly treeRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}
export type PayloadShown = { readonly round: number; readonly payload: Uint8Array }

type Codec<T> = {
  readonly encode: (value: T) => Uint8Array
  readonly decode: (bytes: Uint8Array) => T | undefined
}

type Generated<P> = {
  readonly encode: (value: P) => { finish: () => Uint8Array }
  readonly decode: (bytes: Uint8Array) => P
}

const copy = (bytes: Uint8Array | null | undefined) => Uint8Array.from(bytes ?? [])

function codec<T extends object, P>(
  generated: Generated<P>,
  write: (value: T) => P,
  read: (value: P) => T | undefined,
): Codec<T> {
  return {
    encode: (value) => Uint8Array.from(generated.encode(write(value)).finish()),
    decode: (bytes) => {
      try {
        return read(generated.decode(bytes))
      } catch {
        return undefined
      }
    },
  }
}

export const answerCodec = codec<{ readonly code: string }, murmur.Answer.$Properties>(
  murmur.Answer,
  ({ code }) => ({ code }),
  ({ code }) =>
    typeof code === 'string' && code !== '' && code.length <= 64 ? { code } : undefined,
)

export const infoCodec = codec<InfoAnswer, murmur.InfoAnswer.$Properties>(
  murmur.InfoAnswer,
  (value) => ({ ...value }),
  (value) => ({
    firstEntry: copy(value.firstEntry),
    logLength: value.logLength ?? 0,
    kernel: value.kernel ?? 0,
    protocol: value.protocol ?? 0,
  }),
)

export const logRequestCodec = codec<LogRequest, murmur.LogRequest.$Properties>(
  murmur.LogRequest,
  (value) => ({ ...value }),
  (value) => ({ from: value.from ?? 0, limit: value.limit ?? 0 }),
)

export const logAnswerCodec = codec<
  { readonly envelopes: readonly Uint8Array[] },
  murmur.LogAnswer.$Properties
>(
  murmur.LogAnswer,
  ({ envelopes }) => ({ envelopes: [...envelopes] }),
  ({ envelopes }) => ({ envelopes: (envelopes ?? []).map(copy) }),
)

export const blobRequestCodec = codec<BlobRequest, murmur.BlobRequest.$Properties>(
  murmur.BlobRequest,
  (value) => ({ ...value }),
  (value) =>
    value.root?.length === 32 ? { root: copy(value.root), piece: value.piece ?? 0 } : undefined,
)

export const blobAnswerCodec = codec<BlobAnswer, murmur.BlobAnswer.$Properties>(
  murmur.BlobAnswer,
  (value) => ({ ...value, proof: [...value.proof] }),
  (value) => ({
    found: value.found ?? false,
    bytes: copy(value.bytes),
    blobBytes: value.blobBytes ?? 0,
    treeRoot: copy(value.treeRoot),
    proof: (value.proof ?? []).map(copy),
  }),
)

export const payloadCodec = codec<PayloadShown, murmur.PayloadShown.$Properties>(
  murmur.PayloadShown,
  (value) => ({ ...value }),
  (value) => ({ round: value.round ?? 0, payload: copy(value.payload) }),
)
