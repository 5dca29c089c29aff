/**
 * A member's machine, wired to the world: performer, inbound, driver. Used by `join`, and by the coordinator for its own replica.
 */
import type { Origin } from '../../coordinator/origin.ts'
import type { SignedCommitment, SignedEntry, View } from '../../coordinator/types.ts'
import { applyEntry } from '../../coordinator/view.ts'
import type { Signed } from '../../proto/wire.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { type Driver, drive } from '../drive.ts'
import { createPerformer } from '../perform.ts'
import type { MemberWorld, PostMember } from '../perform-world.ts'
import type { Crypto, LogStore } from '../ports.ts'
import { recordName } from '../roles/contributor.ts'
import { createMember } from '../roles/member.ts'
import type { Introduction, MemberEvent, MemberState } from '../roles/types.ts'
import { createFoldKeeper } from './recover.ts'
import { createRetention, type Retention } from './retention.ts'
import type { Folded } from './saved-fold.ts'

export type RunningMember = {
  readonly post: PostMember
  readonly state: () => MemberState
  readonly hearMessage: (id: number, signed: Signed) => void
  readonly hearEntry: (signed: SignedEntry) => void
  readonly hearPayload: (payload: Uint8Array) => boolean
  readonly stop: () => Promise<void>
}

export type MemberStart = {
  readonly crypto: Crypto
  readonly role: 'contributor' | 'observer'
  readonly introduction: Introduction
  readonly answer: (id: number, code: string) => void
  readonly origin?: Origin | undefined
}

const readAtOnce = 256

/** All envelopes of a log. */
export async function readWholeLog(log: LogStore): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for (;;) {
    const some = await log.read(all.length, readAtOnce)
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** Starts the machine on the fold of its log, which it goes on to keep where the world has a log. */
export async function startMember(
  world: MemberWorld,
  recovered: Folded,
  start: MemberStart,
): Promise<RunningMember> {
  const { crypto } = start
  const machine = createMember({
    ...crypto,
    fold: (view, signed) => applyEntry(crypto, view, signed),
    view: recovered.view,
    history: recovered.history,
    recorded: await recordedCommitments(world, crypto, recovered.view),
    role: start.role,
    origin: start.origin,
    introduction: start.introduction,
  })
  let driver: Driver<MemberState, MemberEvent> | undefined
  const post: PostMember = (event) =>
    driver?.post({ ...event, now: world.clock.now() } as MemberEvent)
  const { log } = world
  const current = () => driver?.state() ?? recovered
  const retention = log && createRetention(log, world.store, world.onTrouble)
  const kept = log && retention && keepingFolds(log, crypto, recovered, current, retention)
  const performer = createPerformer({ ...world, log: kept }, post, start.answer)
  void retention?.look(recovered.view.retainedStep)
  driver = drive(machine, performer.perform)
  const { state } = driver
  world.network.onPeer((member, up) => post({ type: 'peer', member, up }))
  post({ type: 'start' })
  return {
    post,
    state,
    hearMessage: (id, signed) => post({ type: 'message', id, signed }),
    hearEntry: (signed) => post({ type: 'entry', signed }),
    hearPayload: performer.hearPayload,
    stop: async () => {
      await performer.stop()
      await retention?.stop()
    },
  }
}

/** A log that keeps the machine's fold whenever the machine stands at the end of what is on the disk, and lets old payloads go. */
function keepingFolds(
  log: LogStore,
  crypto: Crypto,
  recovered: Folded,
  current: () => Folded,
  retention: Retention,
): LogStore {
  const keep = createFoldKeeper(log, crypto, recovered)
  return {
    ...log,
    append: async (index, ...envelopes) => {
      await log.append(index, ...envelopes)
      const { view, history } = current()
      const bytes = envelopes.reduce((sum, envelope) => sum + envelope.length, 0)
      if (view.length === index + envelopes.length) await keep({ view, history }, bytes)
      void retention.look(view.retainedStep)
    },
  }
}

async function recordedCommitments(
  world: MemberWorld,
  crypto: Crypto,
  view: View,
): Promise<SignedCommitment[]> {
  const recorded: SignedCommitment[] = []
  for (let slot = 0; slot <= view.config.slots; slot++) {
    const bytes = await world.store.recall(recordName(slot))
    const opened = bytes && openEnvelope(bytes, crypto.verify, view.runId)
    if (opened?.ok === true && opened.signed.message.type === 'commitment')
      recorded.push(opened.signed as SignedCommitment)
  }
  return recorded
}
