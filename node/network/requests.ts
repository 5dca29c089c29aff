/**
 * Requests with one answer, each on a stream of its own. Sizes are bounded both ways, every wait has a deadline, and a handler that
 * rejects closes the stream without an answer.
 */
import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { CodedError, codeOf } from '../coded-error.ts'
import type { MemberId, Network } from '../ports.ts'
import { FrameError, readFrame, writeFrame } from './frames.ts'
import { memberOf, peerOf } from './identity.ts'

/** Answers are at most this large, whatever the protocol. */
const largestAnswerBytes = 16_777_216
const serveMs = 15_000
const mostStreams = 256

const abortQuietly = (stream: Stream, error: unknown) =>
  stream.abort(error instanceof Error ? error : new Error(String(error)))

export function createRequest(libp2p: Libp2p): Network['request'] {
  return async (to, protocol, bytes, deadlineMs) => {
    const signal = AbortSignal.timeout(deadlineMs)
    let stream: Stream
    try {
      const options = { signal, maxOutboundStreams: mostStreams }
      stream = await libp2p.dialProtocol(peerOf(to), protocol, options)
    } catch (error) {
      throw transportError(error, to, signal.aborted ? 'timeout' : dialCode(error))
    }
    try {
      await writeFrame(stream, bytes, signal)
      const answer = await readFrame(stream, largestAnswerBytes, signal)
      stream.close().catch(() => {}) // the answer is here; how the stream ends does not matter
      return answer
    } catch (error) {
      abortQuietly(stream, error)
      const code =
        error instanceof FrameError && error.code === 'too-large' ? 'too-large' : 'refused'
      throw transportError(error, to, signal.aborted ? 'timeout' : code)
    }
  }
}

/** A peer that is there and does not speak the protocol refuses; one that is not there is unreachable. */
const dialCode = (error: unknown) =>
  error instanceof Error && error.name === 'UnsupportedProtocolError' ? 'refused' : 'unreachable'

const says: { readonly [code: string]: string } = {
  unreachable: 'cannot be reached',
  timeout: 'did not answer in time',
  refused: 'closed the request without an answer',
  'too-large': 'sent an answer that is larger than is allowed',
}

const transportError = (error: unknown, to: MemberId, code: string) =>
  new CodedError(code, `${to.slice(0, 12)} ${says[code]}`, '', error)

export function createAnswer(libp2p: Libp2p): Network['answer'] {
  return (protocol, handler, limits) => {
    const serve = async (stream: Stream, connection: Connection) => {
      const from = memberOf(connection.remotePeer)
      const signal = AbortSignal.timeout(serveMs)
      try {
        if (from === undefined) throw new Error('not an Ed25519 identity')
        const wanted = await readFrame(stream, limits.requestBytes, signal)
        const answer = await handler(from, wanted)
        if (answer.length > limits.answerBytes) throw new FrameError('too-large')
        await writeFrame(stream, answer, signal)
        await stream.close({ signal })
      } catch (error) {
        abortQuietly(stream, error)
      }
    }
    libp2p.handle(protocol, serve, { maxInboundStreams: mostStreams }).catch((error: unknown) => {
      throw new Error(`protocol ${protocol} is answered twice (${codeOf(error)})`)
    })
  }
}
