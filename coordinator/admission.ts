/**
 * Admission: who asks to join is admitted by the next entry, together with everybody who asked since the last one.
 *
 * Every entry goes to every member, so a thousand that come at once must not make a thousand entries. Invariant: a joiner is answered
 * `ok` only after the entry that admits it.
 */
import type { Join, Ready } from '../proto/messages.ts'
import { isPlain } from '../proto/text.ts'
import { largestEnvelopeBytes, sameBytes } from '../proto/wire.ts'
import { hearClaim } from './own-replica.ts'
import { append, type Work, withoutGone } from './round-work.ts'
import { drop, emptyMap, put } from './trie.ts'
import { versionCode } from './versions.ts'
import { memberKey } from './view.ts'

/** Somebody who waits to be admitted, and the requests to answer then. */
export type Joining = {
  readonly ids: readonly number[]
  readonly name: string
  readonly addresses: readonly string[]
}

/** An entry carries twice as much. A name and addresses may take 12 KiB, and identities are free. */
const mostAdmittedBytes = largestEnvelopeBytes / 2
const memberBytes = 64

/** Between two entries that admit. */
const admitEveryMs = 250

/** The answer, or undefined where it comes with the entry. */
export function hearJoin(
  work: Work,
  id: number,
  signer: string,
  { name, addresses, kernel }: Pick<Join, 'name' | 'addresses' | 'kernel'>,
): string | undefined {
  const { state, now } = work
  const { view, joining, admittedMs } = state
  if (kernel !== view.kernel) return versionCode(view)
  const ready = drop(state.ready, signer)
  work.state = { ...state, ready }
  if (view.members.has(signer)) return 'ok'
  if (view.ejected.has(signer)) return 'ejected'
  if (![name, ...addresses].every(isPlain)) return 'bad-name'
  if (!joining.has(signer) && view.members.size + joining.size >= view.config.maxMembers)
    return 'full'
  const ids = [...(joining.get(signer)?.ids ?? []), id]
  const waiting = put(joining, signer, { ids, name, addresses })
  work.state = { ...work.state, joining: waiting }
  const at = admittedMs + admitEveryMs
  if (joining.size === 0 && now < at) work.effects.push({ type: 'timer', name: 'admit', at })
  return undefined
}

/** Admits everybody who waits, if it is time. True where an entry was appended. */
export function admitJoining(work: Work): boolean {
  const { state, now } = work
  const { joining, view } = state
  if (joining.size === 0 || now < state.admittedMs + admitEveryMs) return false
  work.state = { ...state, joining: emptyMap(), admittedMs: now }
  const answer = (ids: readonly number[], code: string) =>
    work.effects.push(...ids.map((id) => ({ type: 'answer', id, code }) as const))
  const able = [...joining]
    .filter(([id]) => !view.ejected.has(id) && !view.members.has(id))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [id, { ids }] of joining) if (view.ejected.has(id)) answer(ids, 'ejected')
  // The bound may have been lowered while they waited.
  const room = Math.max(0, view.config.maxMembers - view.members.size)
  for (const [, { ids }] of able.splice(room)) answer(ids, 'full')
  keepWaiting(work, able.splice(fitting(able)))
  if (able.length === 0) return false
  append(work, {
    type: 'membersChanged',
    admitted: able.map(([id, { name, addresses }]) => ({ member: memberKey(id), name, addresses })),
    left: [],
  })
  for (const [, { ids }] of able) answer(ids, 'ok')
  return true
}

/** How many of them one entry carries, whatever they say of themselves; at least one. */
function fitting(able: readonly (readonly [string, Joining])[]): number {
  let bytes = 0
  const past = able.findIndex(([, { name, addresses }]) => {
    bytes += memberBytes + [name, ...addresses].reduce((sum, text) => sum + 3 * text.length + 4, 0)
    return bytes > mostAdmittedBytes
  })
  return past < 0 ? able.length : past
}

/** The rest is admitted by the entry after. */
function keepWaiting(work: Work, rest: readonly (readonly [string, Joining])[]): void {
  if (rest.length === 0) return
  const joining = rest.reduce((map, [id, one]) => put(map, id, one), emptyMap<Joining>())
  work.state = { ...work.state, joining }
  work.effects.push({ type: 'timer', name: 'admit', at: work.now + admitEveryMs })
}

/** A member holds the state before a step. Only a lineage that the log had counts; an older step is caught up while it follows. */
export function hearReady(
  work: Work,
  id: string,
  { round: step, lineage, stateDigest: digest }: Pick<Ready, 'round' | 'lineage' | 'stateDigest'>,
): string {
  const { view } = work.state
  if (step > view.step) return 'future'
  if (step === view.step && !sameBytes(lineage, view.lineage)) return 'lineage'
  hearClaim(work, id, { step, digest })
  work.state = { ...work.state, ready: put(withoutGone(work.state.ready, view), id, step) }
  return 'ok'
}
