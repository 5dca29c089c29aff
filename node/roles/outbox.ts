/**
 * Messages under way: each is said again, with back-off, until its receiver answers or the round it belongs to is over.
 *
 * Invariant: one letter a key; a newer one replaces the older, whose answer is then ignored.
 */
import type { Message } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import type { MemberEvent, MemberWork } from './types.ts'

/** A message under way: said again until it is answered or has lost its sense. */
export type Letter = {
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

export function postEnvelope(
  work: MemberWork,
  key: string,
  to: string,
  envelope: Uint8Array,
  round?: number,
): void {
  const id = work.state.lastId + 1
  const letter: Letter = { id, to, envelope, round, tries: 0, flying: true, dueMs: work.now }
  work.state = {
    ...work.state,
    lastId: id,
    outbox: new Map(work.state.outbox).set(key, letter),
  }
  work.effects.push({ type: 'say', key, id, to, envelope })
}

/** The receiver's answer of a letter that still matters; undefined where it will be tried again or is stale. */
export function hearSaid(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'said' }>,
): string | undefined {
  const { key, id, code } = event
  const letter = work.state.outbox.get(key)
  if (letter === undefined || letter.id !== id) return undefined
  const outbox = new Map(work.state.outbox)
  if (transportCodes.has(code)) {
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(letter.tries, 10))
    const dueMs = work.now + waitMs
    outbox.set(key, { ...letter, tries: letter.tries + 1, flying: false, dueMs })
    work.state = { ...work.state, outbox }
    work.effects.push({ type: 'timer', name: 'outbox', at: dueMs })
    return undefined
  }
  outbox.delete(key)
  work.state = { ...work.state, outbox }
  return code
}

/** Drops letters of rounds that are over, and sends those whose time has come. */
export function flush(work: MemberWork): void {
  const { outbox, view } = work.state
  if (outbox.size === 0) return
  const open = view.open?.round
  let next: Map<string, Letter> | undefined
  let soonest = Number.POSITIVE_INFINITY
  for (const [key, letter] of outbox) {
    if (letter.round !== undefined && letter.round !== open) {
      next ??= new Map(outbox)
      next.delete(key)
      continue
    }
    const due = !letter.flying && letter.dueMs <= work.now
    if (due) {
      next ??= new Map(outbox)
      next.set(key, { ...letter, flying: true })
      work.effects.push({
        type: 'say',
        key,
        id: letter.id,
        to: letter.to,
        envelope: letter.envelope,
      })
    } else if (!letter.flying) soonest = Math.min(soonest, letter.dueMs)
  }
  if (next !== undefined) work.state = { ...work.state, outbox: next }
  if (soonest < Number.POSITIVE_INFINITY)
    work.effects.push({ type: 'timer', name: 'outbox', at: soonest })
}
