/**
 * What others may ask of a node in a run: one signed message, a stretch of the log, gossip. Bytes are checked here, once, and become
 * events; what is malformed dies here.
 *
 * Invariants: a message counts only from its author, but a commitment may be brought to a coordinator by a witness that lists it; every request is answered within a deadline; answers are bounded in number and
 * size, whatever is asked for.
 */
import type { SignedEntry, View } from '../coordinator/types.ts'
import { type Versions, versionCode } from '../coordinator/versions.ts'
import { hasPart } from '../coordinator/view-term.ts'
import type { Head } from '../proto/messages.ts'
import {
  answerCodec,
  infoCodec,
  logAnswerCodec,
  logRequestCodec,
  payloadCodec,
} from '../proto/requests.ts'
import { infoProtocol, type RunNames } from '../proto/topics.ts'
import {
  largestEnvelopeBytes,
  largestMessageBytes,
  openEnvelope,
  type Signed,
  type Verify,
} from '../proto/wire.ts'
import type { Clock, LogStore, MemberId, Network, Verdict } from './ports.ts'

export type InboundParts = {
  readonly network: Network
  readonly names: RunNames
  readonly runId: Uint8Array
  /** The log as far as it is followed: who has a part in the run, which versions are in force. */
  readonly view: () => View
  readonly verify: Verify
  readonly clock: Clock
  readonly log: LogStore
  /** The first entry of the log. */
  readonly first: Uint8Array
  /** Commitments may come from others than their authors, and the machine says from whom; unless this is true. */
  readonly authorsOnly?: boolean
  readonly onMessage: (id: number, signed: Signed, from: MemberId) => void
  readonly onEntry: (signed: SignedEntry) => void
  readonly onHead: (signed: Signed<Head>) => void
  /** True where the payload is one that the log names. */
  readonly onPayload: (payload: Uint8Array) => boolean
}

export type Inbound = {
  /** Answers the request of a message. */
  readonly answer: (id: number, code: string) => void
}

const answerWithinMs = 8000
const largestLogAnswerBytes = 4_194_304
const mostLogEntries = 256
const logEntriesAtOnce = 8
/** Requests that wait for an answer at once; more are turned away. */
const mostWaiting = 4096

const largestHeadBytes = 512

const say = (code: string) => answerCodec.encode({ code })

export function serveRun(parts: InboundParts): Inbound {
  const { network, names, clock } = parts
  const waiting = new Map<number, (code: string) => void>()
  let lastId = 0
  network.answer(
    names.say,
    async (from, bytes) => {
      const opened = openEnvelope(bytes, parts.verify, parts.runId)
      if (!opened.ok) return say(refusalCode(opened.code, parts.view()))
      if (!mayBring(opened.signed, from, parts.authorsOnly !== true)) return say('not-yours')
      if (waiting.size >= mostWaiting) return say('busy')
      const id = ++lastId
      const code = await new Promise<string>((resolve) => {
        const cancel = clock.after(answerWithinMs, () => finish('busy'))
        const finish = (answer: string) => {
          cancel()
          waiting.delete(id)
          resolve(answer)
        }
        waiting.set(id, finish)
        parts.onMessage(id, opened.signed, from)
      })
      return say(code)
    },
    { requestBytes: largestMessageBytes, answerBytes: 128 },
  )
  network.answer(names.log, (_from, bytes) => readLog(parts.log, bytes), {
    requestBytes: 64,
    answerBytes: largestLogAnswerBytes + largestEnvelopeBytes,
  })
  network.answer(
    infoProtocol,
    async () =>
      infoCodec.encode({
        firstEntry: parts.first,
        logLength: await parts.log.length(),
        ...pickVersions(parts.view()),
      }),
    { requestBytes: 64, answerBytes: 1_048_576 },
  )
  network.subscribe(names.logTopic, (_from, bytes) => hearEntry(parts, bytes))
  network.subscribe(names.headTopic, (from, bytes) => hearHead(parts, from, bytes))
  network.subscribe(names.payloadTopic, (_from, bytes) => hearPayload(parts, bytes))
  return { answer: (id, code) => waiting.get(id)?.(code) }
}

const pickVersions = ({ kernel, protocol }: Versions): Versions => ({ kernel, protocol })

/** Who speaks another protocol is told which one the run wants. */
export const refusalCode = (code: string, versions: Versions): string =>
  code === 'version' ? versionCode(versions) : code

/** Whether a message counts from this sender. */
export const mayBring = (
  { signer, message }: Signed,
  from: MemberId,
  takesForwarded: boolean,
): boolean => signer === from || (takesForwarded && message.type === 'commitment')

async function readLog(log: LogStore, bytes: Uint8Array): Promise<Uint8Array> {
  const wanted = logRequestCodec.decode(bytes)
  if (wanted === undefined) throw new Error('malformed log request')
  const most = Math.min(mostLogEntries, wanted.limit)
  const envelopes: Uint8Array[] = []
  let size = 0
  // A few at a time: entries are large in a large run, and whoever asks for all of them gets what fits an answer.
  while (envelopes.length < most) {
    const from = wanted.from + envelopes.length
    const some = await log.read(from, Math.min(logEntriesAtOnce, most - envelopes.length))
    for (const envelope of some) {
      size += envelope.length
      if (envelopes.length > 0 && size > largestLogAnswerBytes)
        return logAnswerCodec.encode({ envelopes })
      envelopes.push(envelope)
    }
    if (some.length === 0) break
  }
  return logAnswerCodec.encode({ envelopes })
}

function hearEntry(parts: InboundParts, bytes: Uint8Array): Verdict {
  const opened = openEnvelope(bytes, parts.verify, parts.runId)
  if (!opened.ok) return 'reject'
  const { signed } = opened
  if (signed.message.type !== 'entry') return 'reject'
  // A key that we do not know may be that of a take-over that we have not heard of.
  if (!hasPart(parts.view(), signed.signer)) return 'ignore'
  parts.onEntry(signed as SignedEntry)
  return 'accept'
}

/** A stranger's head is heard from itself alone, and not passed on: it may be a coordinator that took over. */
function hearHead(parts: InboundParts, from: MemberId, bytes: Uint8Array): Verdict {
  if (bytes.length > largestHeadBytes) return 'reject'
  const opened = openEnvelope(bytes, parts.verify, parts.runId)
  if (!opened.ok || opened.signed.message.type !== 'head') return 'reject'
  const known = hasPart(parts.view(), opened.signed.signer)
  if (!known && opened.signed.signer !== from) return 'ignore'
  parts.onHead(opened.signed as Signed<Head>)
  return known ? 'accept' : 'ignore'
}

function hearPayload(parts: InboundParts, bytes: Uint8Array): Verdict {
  const shown = payloadCodec.decode(bytes)
  if (shown === undefined) return 'reject'
  // One that the log does not name yet is kept for a moment and not forwarded.
  return parts.onPayload(shown.payload) ? 'accept' : 'ignore'
}
