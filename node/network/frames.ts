/**
 * One frame each way on a stream: a 4-byte big-endian length and so many bytes. Reads are bounded by a limit that is known before the
 * first byte; every wait ends with its signal.
 */
import type { Stream } from '@libp2p/interface'

export class FrameError extends Error {
  readonly code: 'too-large' | 'cut-off'
  constructor(code: 'too-large' | 'cut-off') {
    super(code === 'too-large' ? 'the frame is larger than is allowed' : 'the stream ended early')
    this.code = code
  }
}

const chunkBytes = 65_536
const headerBytes = 4

export async function writeFrame(stream: Stream, bytes: Uint8Array, signal: AbortSignal) {
  const header = new Uint8Array(headerBytes)
  new DataView(header.buffer).setUint32(0, bytes.length)
  await send(stream, header, signal)
  for (let at = 0; at < bytes.length; at += chunkBytes)
    await send(stream, bytes.subarray(at, at + chunkBytes), signal)
}

async function send(stream: Stream, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (!stream.send(chunk)) await stream.onDrain({ signal })
}

/** Reads one frame. Rejects with FrameError or the signal's reason. The bytes are a copy. */
export function readFrame(
  stream: Stream,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const collected = collect(stream, limitBytes)
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    collected.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

async function collect(stream: Stream, limitBytes: number): Promise<Uint8Array> {
  const header = new Uint8Array(headerBytes)
  let body: Uint8Array | undefined
  let got = 0
  for await (const part of stream) {
    let chunk = part instanceof Uint8Array ? part : part.subarray()
    if (body === undefined) {
      const taken = Math.min(headerBytes - got, chunk.length)
      header.set(chunk.subarray(0, taken), got)
      got += taken
      if (got < headerBytes) continue
      const length = new DataView(header.buffer).getUint32(0)
      if (length > limitBytes) throw new FrameError('too-large')
      body = new Uint8Array(length)
      got = 0
      chunk = chunk.subarray(taken)
    }
    if (got + chunk.length > body.length) throw new FrameError('too-large')
    body.set(chunk, got)
    got += chunk.length
    if (got === body.length) return body
  }
  throw new FrameError('cut-off')
}
