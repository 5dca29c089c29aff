/**
 * Performs what a member's machine asks for, on the ports: the other half of node/roles/member.ts.
 *
 * Knows no adapter. Invariants: the trainer does one thing at a time, in the order asked; the own log is kept in order; every outcome
 * is posted, success or not, so that the machine never waits for something that was forgotten.
 */
import type { SignedEntry } from '../coordinator/types.ts'
import { fromHex, toHex } from '../kernels/hash.ts'
import { blobRoot } from '../kernels/state/blob.ts'
import { answerCodec, logAnswerCodec, logRequestCodec, payloadCodec } from '../proto/requests.ts'
import { largestGossipPayloadBytes } from '../proto/topics.ts'
import { openEnvelope } from '../proto/wire.ts'
import { describeError } from './coded-error.ts'
import { compareEntries, endMember } from './perform-compare.ts'
import { fetchPayload, hearPayload } from './perform-fetch.ts'
import { compute } from './perform-jobs.ts'
import type { Inner, MemberWorld, PostMember } from './perform-world.ts'
import type { MemberId } from './ports.ts'
import { recordName } from './roles/contributor.ts'
import type { MemberEffect } from './roles/types.ts'

export type Performer = {
  readonly perform: (effect: MemberEffect) => void
  /** A payload came by gossip. True where it is one that is waited for. */
  readonly hearPayload: (bytes: Uint8Array) => boolean
  /** Waits for what is under way on the disk, then does nothing more. */
  readonly stop: () => Promise<void>
}

const sayDeadlineMs = 10_000
const askDeadlineMs = 10_000
const askLimit = 64

/** `answer` settles the request of an inbound message by its id. */
export function createPerformer(
  world: MemberWorld,
  post: PostMember,
  answer: (id: number, code: string) => void,
): Performer {
  const inner: Inner = {
    world,
    post: (event) => {
      if (!inner.stopped) post(event)
    },
    answer,
    timers: new Map(),
    waiting: new Map(),
    early: new Map(),
    rootOf: (bytes) => toHex(blobRoot(world.hash, bytes)),
    trainerTurn: Promise.resolve(),
    logTurn: Promise.resolve(),
    stopped: false,
  }
  return {
    perform: (effect) => {
      if (!inner.stopped) perform(inner, effect)
    },
    hearPayload: (bytes) => hearPayload(inner, bytes),
    stop: async () => {
      inner.stopped = true
      for (const cancel of inner.timers.values()) cancel()
      await inner.logTurn
      await inner.trainerTurn
    },
  }
}

function perform(inner: Inner, effect: MemberEffect): void {
  const { world, post } = inner
  switch (effect.type) {
    case 'keep':
      keep(inner, effect.index, effect.envelope)
      return
    case 'say': {
      const { key, id, to, envelope } = effect
      void sayTo(world, to, envelope).then((code) => post({ type: 'said', key, id, code }))
      return
    }
    case 'ask':
      void askLog(inner, effect.from, effect.candidates)
      return
    case 'fetch':
      void fetchPayload(inner, effect)
      return
    case 'record': {
      const { round, slot, envelope } = effect
      world.store.record(recordName(slot), envelope).then(
        () => post({ type: 'recorded', round, slot }),
        (error) => world.onEnd('disk', describeError(error)),
      )
      return
    }
    case 'reveal':
      void revealPayload(inner, effect.round, effect.root)
      return
    case 'introduce':
      world.network.introduce(effect.member, effect.addresses)
      return
    case 'answer':
      inner.answer(effect.id, effect.code)
      return
    case 'timer':
      setTimer(inner, effect.name, effect.at)
      return
    case 'show':
      world.onShow(effect.progress)
      return
    case 'head':
      world.network.publish(world.names.headTopic, effect.envelope).catch((error: unknown) =>
        // Somebody else tells its head after the next round.
        world.onTrouble(describeError(error)),
      )
      return
    case 'compare':
      void compareEntries(inner, effect)
      return
    case 'end':
      void endMember(inner, effect)
      return
    default:
      compute(inner, effect)
  }
}

function setTimer(inner: Inner, name: string, at: number): void {
  const { clock } = inner.world
  inner.timers.get(name)?.()
  const fire = () => inner.post({ type: 'timer', name })
  inner.timers.set(name, clock.after(Math.max(0, at - clock.now()), fire))
}

function keep(inner: Inner, index: number, envelope: Uint8Array): void {
  const { log, onEnd } = inner.world
  if (log === undefined) return
  inner.logTurn = inner.logTurn
    .then(() => log.append(index, envelope))
    .catch((error: unknown) => onEnd('disk', describeError(error)))
}

/** The receiver's answer, or the code of the transport. */
export async function sayTo(
  world: Pick<MemberWorld, 'network' | 'names'>,
  to: MemberId,
  envelope: Uint8Array,
): Promise<string> {
  try {
    const answer = await world.network.request(to, world.names.say, envelope, sayDeadlineMs)
    return answerCodec.decode(answer)?.code ?? 'refused'
  } catch (error) {
    return transportCode(error)
  }
}

function transportCode(error: unknown): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' &&
    ['unreachable', 'timeout', 'refused', 'too-large'].includes(code)
    ? code
    : 'unreachable'
}

async function askLog(inner: Inner, from: number, candidates: readonly string[]): Promise<void> {
  const { world, post } = inner
  const wanted = logRequestCodec.encode({ from, limit: askLimit })
  for (const to of candidates) {
    try {
      const bytes = await world.network.request(to, world.names.log, wanted, askDeadlineMs)
      const envelopes = logAnswerCodec.decode(bytes)?.envelopes
      if (envelopes === undefined) continue
      for (const envelope of envelopes) {
        const opened = openEnvelope(envelope, world.verify, world.runId)
        if (opened.ok && opened.signed.message.type === 'entry')
          post({ type: world.foreign ?? 'entry', signed: opened.signed as SignedEntry })
      }
      // Answers are cut by number and size: the end is reached when nothing comes.
      post({ type: 'asked', code: 'ok', more: envelopes.length > 0 })
      return
    } catch {
      // The next candidate may answer.
    }
  }
  post({ type: 'asked', code: 'unreachable', more: false })
}

async function revealPayload(inner: Inner, round: number, root: string): Promise<void> {
  const { store, network, names, onTrouble } = inner.world
  try {
    const payload = await store.get(fromHex(root) as Uint8Array)
    // A larger one is fetched by its hash.
    if (payload === undefined || payload.length > largestGossipPayloadBytes) return
    await network.publish(names.payloadTopic, payloadCodec.encode({ round, payload }))
  } catch (error) {
    onTrouble(
      `a payload could not be published and will be fetched instead: ${describeError(error)}`,
    )
  }
}
