/**
 * A member's machine, wired to the world: performer, inbound, driver. Used by `join`, and by the coordinator for its own replica.
 */
import { foldLog } from '../../coordinator/fold-log.ts'
import type { SignedCommitment, SignedEntry, View } from '../../coordinator/types.ts'
import { applyEntry } from '../../coordinator/view.ts'
import type { Signed } from '../../proto/wire.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { fail } from '../coded-error.ts'
import { type Driver, drive } from '../drive.ts'
import { createPerformer } from '../perform.ts'
import type { MemberWorld, PostMember } from '../perform-world.ts'
import type { Crypto, LogStore } from '../ports.ts'
import { createMember } from '../roles/member.ts'
import type { Introduction, MemberEvent, MemberState } from '../roles/types.ts'

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

/** Folds this machine's copy of the log, and starts the machine on it. */
export async function startMember(
  world: MemberWorld,
  ownLog: LogStore,
  start: MemberStart,
): Promise<RunningMember> {
  const { crypto } = start
  const folded = foldLog(crypto, await readWholeLog(ownLog))
  if (!folded.ok)
    fail(
      'E_DAMAGED',
      `entry ${folded.index} of the stored log does not follow (${folded.code})`,
      'Remove the folder and join again; the log is fetched anew.',
    )
  const machine = createMember({
    ...crypto,
    fold: (view, signed) => applyEntry(crypto, view, signed),
    view: folded.view,
    history: folded.history,
    recorded: await recordedCommitment(world, crypto, folded.view),
    role: start.role,
    introduction: start.introduction,
  })
  let driver: Driver<MemberState, MemberEvent> | undefined
  const post: PostMember = (event) =>
    driver?.post({ ...event, now: world.clock.now() } as MemberEvent)
  const performer = createPerformer(world, post, start.answer)
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
    stop: performer.stop,
  }
}

async function recordedCommitment(
  world: MemberWorld,
  crypto: Crypto,
  view: View,
): Promise<SignedCommitment | undefined> {
  const bytes = await world.store.recall('commitment')
  const opened = bytes && openEnvelope(bytes, crypto.verify, view.runId)
  if (opened?.ok !== true || opened.signed.message.type !== 'commitment') return undefined
  return opened.signed as SignedCommitment
}
