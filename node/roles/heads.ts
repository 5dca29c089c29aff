/**
 * One log, and only one: members tell each other how far they follow it, and look closer where two of them say different things.
 *
 * What somebody says about a head is only a hint; what convicts a coordinator is two entries that it signed itself, of one term, which
 * cannot stand in one log. Invariants: such a pair stops the member, with the pair; nothing that a stranger signs, and nothing of a term
 * that is over, stops anybody.
 */
import { bodyHash, remember } from '../../coordinator/lookup.ts'
import type { SignedEntry, View } from '../../coordinator/types.ts'
import { operatorOf, termFault } from '../../coordinator/view-term.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Head } from '../../proto/messages.ts'
import { type Signed, sameBytes, sealMessage } from '../../proto/wire.ts'
import type { MemberEvent, MemberWork } from './types.ts'

/**
 * A silent log is told of so often by whoever decides: a member that lost the last entry finds it again, and the others need not ask.
 * Shorter than the silence after which a member asks (follow.ts): a thousand that ask at once get the next entries a thousand times.
 */
const silentHeadMs = 3000

/** Ends the member. `evidence`: two entries that their signer cannot explain. */
export function stop(
  work: MemberWork,
  code: string,
  message: string,
  evidence?: { readonly ours: SignedEntry; readonly theirs: SignedEntry },
): void {
  if (work.state.ended) return
  work.state = { ...work.state, ended: true }
  work.effects.push(
    evidence === undefined
      ? { type: 'end', code, message }
      : {
          type: 'end',
          code,
          message,
          evidence: { ours: evidence.ours.envelope, theirs: evidence.theirs.envelope },
        },
  )
}

function sayHead(work: MemberWork): void {
  const { length, head, term, runId } = work.state.view
  const message: Head = { type: 'head', index: length - 1, term, hash: head }
  const { envelope } = sealMessage(runId, message, work.parts)
  work.effects.push({ type: 'head', envelope })
}

const sortedIds = remember((members: View['members']) => [...members.keys()].sort())

/** After each round one member tells its head, in turn: gossip costs everybody a little, whoever says it. */
export function sayHeadInTurn(work: MemberWork): void {
  const { view } = work.state
  const { self, role } = work.parts
  if (role === 'observer' || !view.members.has(self)) return
  // A head of long ago is no news: everybody would compare it for nothing.
  if (!work.state.synced) return
  const ids = sortedIds(view.members)
  if (ids[view.round % ids.length] === self) sayHead(work)
}

/** Whoever decides tells its head while nothing is decided. */
export function watchHead(work: MemberWork): void {
  const { state, now, parts } = work
  if (parts.role !== 'observer') return
  const isSilent = now - state.lastEntryMs >= silentHeadMs
  if (isSilent) sayHead(work)
  const at = silentHeadMs + (isSilent ? now : state.lastEntryMs)
  work.effects.push({ type: 'timer', name: 'head', at })
}

/** Somebody's head: behind ours it must be an entry of ours; ahead of ours its author is asked for what lies between. */
function hearHead(work: MemberWork, { message, signer }: Signed<Head>): void {
  const { state, parts } = work
  const { length, head } = state.view
  const { index, hash } = message
  if (signer === parts.self) return
  if (index >= length) {
    work.state = { ...state, headFrom: signer }
    // By the time that an entry takes to come by gossip it is no news. Later heads must not put it off: they may come faster than that.
    if (state.headFrom === undefined)
      work.effects.push({ type: 'timer', name: 'behind', at: work.now + 500 })
    return
  }
  if (index === length - 1 && sameBytes(hash, head)) {
    // Whoever decides has nothing newer: its silence means nothing.
    if (signer === state.view.coordinator) work.state = { ...state, heardMs: work.now }
    return
  }
  work.effects.push({ type: 'compare', index, hash, theirs: undefined, from: signer })
}

/** The time for gossip is over: asks whoever said to be ahead. */
export function askAhead(work: MemberWork): void {
  const { state, now } = work
  const to = state.headFrom
  work.state = { ...state, headFrom: undefined }
  if (to === undefined || state.asking || state.ended || now - state.lastEntryMs < 500) return
  work.state = { ...work.state, asking: true }
  work.effects.push({ type: 'ask', from: state.view.length, candidates: [to] })
}

/** An entry at an index that is folded already: the same one, or another. */
export function compareEntry(work: MemberWork, signed: SignedEntry): void {
  const { view } = work.state
  const { index } = signed.message
  const hash = bodyHash(work.parts.hash, signed)
  if (index === view.length - 1 && sameBytes(hash, view.head)) return
  work.effects.push({ type: 'compare', index, hash, theirs: signed, from: undefined })
}

/** An entry in order that names another entry before it: our entry there and this one are compared. */
export function compareChain(work: MemberWork, signed: SignedEntry): void {
  const index = work.state.view.length - 1
  const hash = signed.message.prevHash
  work.effects.push({ type: 'compare', index, hash, theirs: signed, from: undefined })
}

/** Two entries that were found to differ: ours, and one from elsewhere. */
function hearRival(work: MemberWork, ours: SignedEntry, theirs: SignedEntry): void {
  const { view } = work.state
  if (cannotBoth(work, ours, theirs)) {
    const who = theirs.signer === operatorOf(view) ? 'the operator' : 'the coordinator'
    stop(
      work,
      'two-histories',
      `${who} signed two histories of this log: entry ${theirs.message.index} and what this node holds cannot both be. Nothing more is applied`,
      { ours, theirs },
    )
    return
  }
  const { kind, index, term } = theirs.message
  if (kind.type !== 'takenOver' || theirs.signer !== operatorOf(view)) return
  if (index > ours.message.index || term <= ours.message.term) return
  stop(
    work,
    'taken-over-behind',
    `the operator handed the log over after entry ${index - 1}, and this node follows entries of the old coordinator behind it. Join again with another --home`,
    { ours, theirs },
  )
}

/** Both signed by one key for one term, and in no log together: at one index, or one names another entry before it than the other. */
function cannotBoth({ parts }: MemberWork, ours: SignedEntry, theirs: SignedEntry): boolean {
  if (ours.message.term !== theirs.message.term) return false
  const { kind } = ours.message
  const began = kind.type === 'takenOver' && toHex(kind.coordinator) === theirs.signer
  if (ours.signer !== theirs.signer && !began) return false
  const hash = parts.hash(ours.body)
  if (theirs.message.index === ours.message.index)
    return ours.signer === theirs.signer && !sameBytes(parts.hash(theirs.body), hash)
  return (
    theirs.message.index === ours.message.index + 1 && !sameBytes(theirs.message.prevHash, hash)
  )
}

/** A coordinator hears an entry that it did not make: its term is over, or another process signs with its key. */
function hearForeign(work: MemberWork, signed: SignedEntry): void {
  const { view } = work.state
  const { index, kind, term } = signed.message
  if (kind.type === 'takenOver' && signed.signer === operatorOf(view) && term > view.term) {
    stop(
      work,
      'superseded',
      `the operator handed this log to ${toHex(kind.coordinator).slice(0, 16)} in term ${term}: this coordinator's term is over`,
    )
    return
  }
  if (termFault(view, signed) !== undefined) return
  if (index < view.length) compareEntry(work, signed)
  else
    stop(
      work,
      'twin',
      `entry ${index} is signed with this coordinator's key, and this process did not make it: another coordinator runs on this log, or this folder is an old copy`,
    )
}

/** What others say of the log. */
export function hearOfOthers(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'head' | 'rival' | 'foreign' }>,
): void {
  if (event.type === 'head') hearHead(work, event.signed)
  else if (event.type === 'rival') hearRival(work, event.ours, event.theirs)
  else hearForeign(work, event.signed)
}
