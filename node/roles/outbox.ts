/**
 * Messages under way: each is said again, with back-off, until its receiver answers or the round it belongs to is over.
 *
 * Invariant: one letter a key; a newer one replaces the older, whose answer is then ignored.
 */
import type { Message } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import type { MemberEvent, MemberState, MemberWork } from './types.ts'

/** A message under way: said again until it is answered or has lost its sense. */
export type Letter = {
  /** What it is about; unique in an outbox. */
  readonly key: string
  readonly id: number
  readonly to: string
  readonly envelope: Uint8Array
  /** It makes sense in this round alone; undefined: always. */
  readonly round: number | undefined
  readonly tries: number
  readonly flying: boolean
  readonly dueMs: number
}

/** Answers of the transport, not of the receiver: they call for another try. */
const transportCodes: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'refused', 'busy'])

const firstRetryMs = 200
const longestRetryMs = 5000

/** Signs and sends a message; again until it is answered. `round`: it makes sense in that round alone. */
export function post(
  work: MemberWork,
  key: string,
  to: string,
  message: Message,
  round?: number,
): void {
  postEnvelope(
    work,
    key,
    to,
    sealMessage(work.state.view.runId, message, work.parts).envelope,
    round,
  )
}

export const postEnvelope = (
  work: MemberWork,
  key: string,
  to: string,
  envelope: Uint8Array,
  round?: number,
): void => postCopies(work, [{ key, to }], envelope, round)

/** One envelope to several. */
export function postCopies(
  work: MemberWork,
  receivers: readonly { readonly key: string; readonly to: string }[],
  envelope: Uint8Array,
  round?: number,
): void {
  let id = work.state.lastId
  const outbox = [...work.state.outbox]
  for (const { key, to } of receivers) {
    id++
    const letter = { key, id, to, envelope, round, tries: 0, flying: true, dueMs: work.now }
    const at = outbox.findIndex((other) => other.key === key)
    if (at < 0) outbox.push(letter)
    else outbox[at] = letter
    work.effects.push({ type: 'say', key, id, to, envelope })
  }
  work.state = { ...work.state, lastId: id, outbox }
}

/** Whether a letter of this key is under way. */
export const isUnderWay = ({ outbox }: MemberState, key: string): boolean =>
  outbox.some((letter) => letter.key === key)

/** The receiver's answer of a letter that still matters; undefined where it will be tried again or is stale. */
export function hearSaid(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'said' }>,
): string | undefined {
  const { id, code } = event
  const { outbox } = work.state
  // A newer letter of the same key has another id.
  const at = outbox.findIndex((letter) => letter.id === id)
  const letter = outbox[at]
  if (letter === undefined) return undefined
  if (transportCodes.has(code)) {
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(letter.tries, 10))
    const dueMs = work.now + waitMs
    const again = { ...letter, tries: letter.tries + 1, flying: false, dueMs }
    work.state = { ...work.state, outbox: outbox.with(at, again) }
    work.effects.push({ type: 'timer', name: 'outbox', at: dueMs })
    return undefined
  }
  work.state = { ...work.state, outbox: outbox.toSpliced(at, 1) }
  return code
}

/** Drops letters of rounds that are over, and sends those whose time has come. */
export function flush(work: MemberWork): void {
  const { outbox, view } = work.state
  if (outbox.length === 0) return
  const open = view.open?.round
  const isOver = ({ round }: Letter) => round !== undefined && round !== open
  const isDue = ({ flying, dueMs }: Letter) => !flying && dueMs <= work.now
  // Asked after every event, and mostly all are flying.
  if (!outbox.some((letter) => !letter.flying || isOver(letter))) return
  let soonest = Number.POSITIVE_INFINITY
  const next: Letter[] = []
  for (const letter of outbox) {
    if (isOver(letter)) continue
    const { key, id, to, envelope, flying, dueMs } = letter
    const due = isDue(letter)
    next.push(due ? { ...letter, flying: true } : letter)
    if (due) work.effects.push({ type: 'say', key, id, to, envelope })
    else if (!flying) soonest = Math.min(soonest, dueMs)
  }
  work.state = { ...work.state, outbox: next }
  if (soonest < Number.POSITIVE_INFINITY)
    work.effects.push({ type: 'timer', name: 'outbox', at: soonest })
}
