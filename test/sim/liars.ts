/**
 * Members that lie, one kind each: the honest machine, with some of what it hears or says exchanged.
 *
 * A liar signs with its own key and nothing else, so all it can do is what a stranger with a changed program could.
 */
import { fromHex, toHex } from '../../kernels/hash.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import type {
  MemberEffect,
  MemberEvent,
  MemberMachine,
  MemberState,
} from '../../node/roles/types.ts'
import { forwardKey } from '../../node/roles/witness.ts'
import type { Message } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import type { Liar } from './handle.ts'
import type { Inside, TamperMember } from './hooks.ts'

type Exchange = {
  readonly serve?: Inside['serve']
  readonly hear?: (event: MemberEvent, state: MemberState, inside: Inside) => MemberEvent
  /** Instead of an effect: none, one, or several. */
  readonly say?: (effect: MemberEffect, state: MemberState, inside: Inside) => MemberEffect[]
}

const tamperWith =
  ({ hear, say, serve }: Exchange): TamperMember =>
  (machine: MemberMachine, inside) => {
    if (serve !== undefined) inside.serve = serve
    return {
      ...machine,
      step: (state, event) => {
        const done = machine.step(state, hear?.(event, state, inside) ?? event)
        if (say === undefined) return done
        return { ...done, effects: done.effects.flatMap((e) => say(e, done.state, inside)) }
      },
    }
  }

/** The envelope with some fields of its message exchanged, signed anew; unchanged where it holds another message. */
function reseal<T extends Message['type']>(
  envelope: Uint8Array,
  type: T,
  state: MemberState,
  { crypto }: Inside,
  change: (message: Extract<Message, { type: T }>) => Partial<Extract<Message, { type: T }>>,
): Uint8Array {
  const { runId } = state.view
  const opened = openEnvelope(envelope, crypto.verify, runId)
  if (!opened.ok || opened.signed.message.type !== type) return envelope
  const message = opened.signed.message as Extract<Message, { type: T }>
  return sealMessage(runId, { ...message, ...change(message) } as Message, crypto).envelope
}

type Commitment = Extract<Message, { type: 'commitment' }>
type Report = Extract<Message, { type: 'report' }>

const nobody = '00'.repeat(32)

/** As a witness it heard its own true one, and must not bring that. */
const inCommitments = (change: (c: Commitment) => Partial<Commitment>): Exchange => ({
  say: (effect, state, inside) => {
    if (effect.type === 'say' && effect.key.startsWith(forwardKey))
      return [{ ...effect, to: nobody }]
    return effect.type === 'record' || (effect.type === 'say' && effect.key.startsWith('commit'))
      ? [{ ...effect, envelope: reseal(effect.envelope, 'commitment', state, inside, change) }]
      : [effect]
  },
})

const inReports = (change: (report: Report) => Partial<Report>): Exchange => ({
  say: (effect, state, inside) =>
    effect.type === 'say' && effect.key === 'report'
      ? [{ ...effect, envelope: reseal(effect.envelope, 'report', state, inside, change) }]
      : [effect],
})

/** Commits to other bytes than it trained. */
const withPayload = (
  choose: (state: MemberState, inside: Inside) => Uint8Array | undefined,
): Exchange => ({
  hear: (event, state, inside) => {
    if (event.type !== 'trained') return event
    const bytes = choose(state, inside)
    if (bytes === undefined) return event
    const payloadHash = blobRoot(inside.crypto.hash, bytes)
    inside.disk.blobs.set(toHex(payloadHash), bytes)
    return { ...event, payloadHash, payloadBytes: bytes.length }
  },
})

const ones = (bytes: Uint8Array) => new Uint8Array(bytes.length).fill(255)
const nothing = (bytes: Uint8Array) => new Uint8Array(bytes.length)

/** The commitment of another that a copying member copies in a round. */
const victims = new WeakMap<Inside['disk'], Commitment>()

/** A second commitment of the same slot. */
const another = (envelope: Uint8Array, state: MemberState, inside: Inside) =>
  reseal(envelope, 'commitment', state, inside, ({ payloadHash }) => ({
    payloadHash: payloadHash.map((b) => b ^ 1),
  }))

const isToCoordinator = (key: string) => key.startsWith('commit') && key.endsWith('coordinator')

/** Kind → what it does. */
export const lies = {
  /** Commits to bytes that are no payload. */
  invalid: withPayload((_, { random }) => Uint8Array.of(9, Math.floor(random() * 256), 9)),
  /** Waits for another's commitment of the round, and commits to the same hash before the close. */
  copy: {
    hear: (event, _, { crypto, disk }) => {
      if (event.type === 'message' && event.signed.message.type === 'commitment')
        if (event.signed.signer !== crypto.self)
          if (victims.get(disk)?.round !== event.signed.message.round)
            // The first of a round, and no other: two victims would be two commitments of one slot.
            victims.set(disk, event.signed.message)
      return event
    },
    say: (effect, state, inside) => {
      if (effect.type !== 'say' || !effect.key.startsWith('commit')) return [effect]
      const victim = victims.get(inside.disk)
      // Nobody is there: it is said again, until there is something to copy.
      if (victim?.round !== state.view.open?.round) return [{ ...effect, to: '' }]
      const { payloadHash, payloadBytes, rangesRoot, stateDigest, round } = victim as Commitment
      // A wrong length every second time: it must not be held against whom it copies.
      const bytes = payloadBytes - (round & 1)
      const copied = () => ({ payloadHash, payloadBytes: bytes, rangesRoot, stateDigest })
      return [{ ...effect, envelope: reseal(effect.envelope, 'commitment', state, inside, copied) }]
    },
  },
  /** Claims a batch that was not its own. */
  batches: inCommitments(({ batches }) => ({ batches: batches.map((b) => b + 1) })),
  /** Says that it trained on an older state. */
  stale: inCommitments(({ thetaRound }) => ({ thetaRound: Math.max(0, thetaRound - 1) })),
  /** Claims another digest of the state than everybody has. */
  digest: inCommitments(({ stateDigest }) => ({ stateDigest: stateDigest.map((b) => b ^ 255) })),
  /** Tells witnesses whose id ends in an odd digit another commitment than the others. */
  equivocate: {
    say: (effect, state, inside) => {
      if (effect.type !== 'say' || !effect.key.startsWith('commit')) return [effect]
      if (((fromHex(effect.to)?.[31] as number) & 1) === 0) return [effect]
      return [{ ...effect, envelope: another(effect.envelope, state, inside) }]
    },
  },
  /** Tells the coordinator nothing of what it tells witnesses. */
  hide: {
    say: (effect) =>
      effect.type === 'say' && isToCoordinator(effect.key) ? [{ ...effect, to: nobody }] : [effect],
  },
  /** Tells everybody one commitment, and the coordinator another one: before the first, or after it. */
  overtake: {
    say: (effect, state, inside) =>
      effect.type === 'say' && isToCoordinator(effect.key)
        ? [{ ...effect, envelope: another(effect.envelope, state, inside) }, effect]
        : [effect],
  },
  contradict: {
    say: (effect, state, inside) =>
      effect.type === 'say' && isToCoordinator(effect.key)
        ? [effect, { ...effect, envelope: another(effect.envelope, state, inside) }]
        : [effect],
  },
  /** Never shows what it committed to. */
  withhold: {
    say: (effect, _, { disk }) => {
      if (effect.type !== 'reveal') return [effect]
      disk.blobs.delete(effect.root)
      return []
    },
  },
  /** Gives those who ask for a blob one with a wrong byte, or the first half of it. */
  corrupt: { serve: (bytes) => bytes.map((b, i) => (i === bytes.length >> 1 ? b ^ 1 : b)) },
  partial: { serve: (bytes) => bytes.slice(0, bytes.length >> 1) },
  /** As a witness, marks everything as held and valid. */
  praise: inReports(({ marks }) => ({
    marks: ones(marks),
    refusals: nothing(marks),
  })),
  /** As a witness, refuses everything. */
  refuse: inReports(({ marks, refusals }) => ({
    marks: nothing(marks),
    refusals: ones(refusals),
  })),
} as const satisfies { readonly [kind: string]: Exchange }

export type Lie = keyof typeof lies

export const lieNames = Object.keys(lies) as Lie[]

export const liarOf = (lie: Lie): Liar => ({ name: lie, tamper: tamperWith(lies[lie]) })
