/**
 * Following the log: entries in order, gaps asked for, every entry checked by the same fold that made it.
 *
 * Invariant: the view is the fold of a gap-free prefix of one log. An entry that does not follow stops the member, with the code; so
 * do two entries at one index.
 */

import type { ClosedRound, SignedEntry } from '../../coordinator/types.ts'
import { roundsAfter } from '../../coordinator/view-merge.ts'
import { decides, termFault } from '../../coordinator/view-term.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { compareChain, compareEntry, stop } from './heads.ts'
import type { MemberWork } from './types.ts'

/** Entries kept that came before the ones between; the rest is asked for. */
const mostAhead = 512
/** Silence after which the log is asked for, beyond what a round may take to train. */
const silenceMs = 4000
/** How often it is looked at whether something is missing. */
const lookMs = silenceMs / 2
/** Gossip overtakes itself: an entry that is only late is waited for. */
const gapWaitMs = 300

export type Followed = { readonly kind: EntryKind; readonly closed: ClosedRound | undefined }

/** Takes an entry in; gives what was folded, in order. */
export function hearEntry(work: MemberWork, signed: SignedEntry): Followed[] {
  const { state } = work
  const { index } = signed.message
  const { length } = state.view
  if (index < length) {
    compareEntry(work, signed)
    return []
  }
  if (index > length) {
    // Any member's signature comes this far; what is kept is of those who decide.
    if (!decides(state.view, signed.signer)) return []
    if (index < length + mostAhead && !state.ahead.has(index))
      work.state = { ...state, ahead: new Map(state.ahead).set(index, signed) }
    work.effects.push({ type: 'timer', name: 'gap', at: work.now + gapWaitMs })
    return []
  }
  const followed: Followed[] = []
  let next: SignedEntry | undefined = signed
  while (next !== undefined && !work.state.ended) {
    const done = foldOne(work, next)
    if (done !== undefined) followed.push(done)
    next = takeAhead(work)
  }
  return followed
}

function takeAhead(work: MemberWork): SignedEntry | undefined {
  const { state } = work
  const found = state.ahead.get(state.view.length)
  if (found === undefined) return undefined
  const ahead = new Map(state.ahead)
  ahead.delete(state.view.length)
  work.state = { ...state, ahead }
  return found
}

function foldOne(work: MemberWork, signed: SignedEntry): Followed | undefined {
  const { state, parts } = work
  // Whoever the log does not let decide may sign what they like: of a term that is over, of another key.
  if (termFault(state.view, signed) !== undefined) return undefined
  const fold = parts.fold(state.view, signed)
  const { index, kind } = signed.message
  if (!fold.ok) {
    // One that was kept ahead may belong to another history than the entries before it; only what is in order is evidence.
    if (fold.code === 'entry-chain') compareChain(work, signed)
    else stop(work, 'does-not-follow', `entry ${index} of the log does not follow: ${fold.code}`)
    return undefined
  }
  const { closed } = fold
  work.state = {
    ...state,
    view: fold.view,
    lastEntryMs: work.now,
    heardMs: work.now,
    history: fold.backTo === undefined ? roundsAfter(state.history, fold) : [],
  }
  work.effects.push({ type: 'keep', index, envelope: signed.envelope })
  return { kind, closed }
}

/** An entry is still missing after the wait for it. */
export function fillGap(work: MemberWork): void {
  if (work.state.ahead.size > 0) ask(work)
}

/** Members who are asked where the one before does not answer. */
const mostOthers = 4

/**
 * Asks for the entries from our length on: the coordinator first, then others. In large runs others come first, each member asking
 * different ones, and the coordinator every third time: an entry of a thousand commitments, asked for by a thousand members at
 * once, would fill its uplink for minutes.
 */
export function ask(work: MemberWork): void {
  const { state, parts } = work
  if (state.asking || state.ended) return
  const { members, coordinator, config } = state.view
  const ids = [...members.keys()]
  const first = (Number.parseInt(parts.self.slice(0, 6), 16) + 7 * state.asks) % (ids.length || 1)
  const others = [...ids.slice(first, first + 16), ...ids.slice(0, 16)]
    .filter((id) => id !== parts.self && !state.down.has(id))
    .slice(0, mostOthers)
  const isSpread = ids.length > config.aggregateAbove && state.asks % 3 !== 2 && state.synced
  work.state = { ...state, asking: true, asks: state.asks + 1 }
  work.effects.push({
    type: 'ask',
    from: state.view.length,
    candidates: isSpread ? [...others, coordinator] : [coordinator, ...others],
  })
}

/** Silence that means something: the round that trains is given its time. */
export function quietMs({ view }: MemberWork['state']): number {
  const { open } = view
  const slotMs = open?.slots.at(-1)?.deadlineMs ?? open?.deadlineMs ?? 0
  return silenceMs + (open === undefined || open.closed !== undefined ? 0 : slotMs)
}

/** The answer to `ask` is in. */
export function hearAsked(work: MemberWork, code: string, more: boolean): void {
  const reached = code === 'ok' && !more
  work.state = { ...work.state, asking: false, synced: work.state.synced || reached }
  if (code === 'ok' && more) ask(work)
}

/** Called by a timer: a log that is silent for long is asked for, so that a lost gossip message costs seconds and no more. */
export function watch(work: MemberWork): void {
  const { state, now } = work
  const quiet = state.ahead.size === 0 && state.synced
  const silentMs = now - state.heardMs
  if (!quiet || silentMs >= quietMs(state)) ask(work)
  // Nothing will be due at the next look; and whatever comes in before the one after it gives at least as much time anew.
  const isEarly = quiet && silentMs + lookMs < quietMs(state)
  work.effects.push({ type: 'timer', name: 'watch', at: now + (isEarly ? silenceMs : lookMs) })
}

/** Forgets rounds that a snapshot covers, where this replica does not need them any more. */
export function forgetHistory(work: MemberWork): void {
  const { step, view } = work.state
  // The payloads that it still needs are kept nowhere: it starts again from the snapshot.
  if (step >= 0 && step < view.retainedStep)
    work.state = { ...work.state, step: -1, digest: undefined }
  const { state } = work
  const from = Math.min(
    state.view.snapshot?.step ?? 0,
    state.origin?.step ?? Infinity,
    state.step < 0 ? Infinity : state.step,
  )
  const history = state.history.filter((closed) => closed.step >= from)
  if (history.length < state.history.length) work.state = { ...state, history }
}
