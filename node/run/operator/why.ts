/** Why a run waits, or why one member does not contribute: sentences from the status, each with what to do where something helps. */
import type { View } from '../../../coordinator/types.ts'
import { type MemberStatus, type Status, shownSeconds } from './status.ts'
import type { MemberTally, Tally } from './tally.ts'

/** What a code in the log means, and what helps. */
const meanings: { readonly [code: string]: string } = {
  left: 'it left by itself',
  gone: 'its connection closed between two rounds. If it did not stop, look at its network; it joins again by itself',
  silent:
    'it was connected and sent no commitment for too many rounds in a row: it is overloaded or stuck. missLimit and trainMaxMs in the run file bound this',
  'false-merge':
    'it signed a merge that is not that of the accepted payloads; it may not come back',
  'false-accusation': 'it said of a true merge that it is false; it may not come back',
  equivocated:
    'it signed two different commitments for one round, which no honest node does. It may not come back',
  ejected: 'the operator ejected it. It may not come back',
  unhealthy: 'it was reported unhealthy',
  refused: 'too many witnesses found its payload invalid or could not get it',
  undecided:
    'not enough witnesses could check its payload before the deadline: a slow uplink, or witnesses that are gone. Nobody is blamed',
}
export const meaningOf = (code: string): string => meanings[code] ?? code

const stateMeanings: { readonly [state: string]: string } = {
  away: 'it has no connection to the coordinator now; it is left out of rounds until it is back',
  fetching:
    'it is connected and has not said that it holds the model: it fetches it, or catches up with the log',
  silent: meaningOf('silent'),
  equivocated: meaningOf('equivocated'),
  ready: 'it is ready for the next round',
  training: 'it trains in the open round',
  committed: 'it has trained and committed in the open round',
  revealed: 'its commitment of the open round is in the log, and witnesses check its payload',
  late: 'its commitment came too late for the open round, or never; the votes stay in its momentum',
  unknown: 'no coordinator runs here, so nobody knows whether it is connected',
}

export function whyRun(status: Status): string[] {
  if (status.phase === 'Finished') return ['the run is finished']
  if (!status.running)
    return [
      `no coordinator runs in this folder; the log ends in ${status.phase} after ${status.step} rounds. murmur run start goes on with it`,
    ]
  const lines = status.waits.map(
    ({ what, sinceSeconds, missing }) =>
      `the run waits for ${what}, since ${shownSeconds(sinceSeconds)}${missing.length === 0 ? '' : `: ${missing.join(', ')}`}`,
  )
  for (const member of status.members.filter(({ state }) => troubled.has(state)))
    lines.push(`${member.name} (${member.id.slice(0, 8)}): ${stateMeanings[member.state]}`)
  if (status.voids > 0)
    lines.push(
      `the last ${status.voids} rounds were void: nothing was accepted, and their data returned to the queue`,
    )
  return lines.length === 0 ? ['nothing is waited for'] : lines
}

const troubled = new Set(['away', 'fetching', 'silent', 'equivocated'])

/** Members whose name is `who`, or whose id begins with it (8 digits at least). */
export function findMembers(tally: Tally, who: string): MemberTally[] {
  const all = tally.members()
  const named = all.filter(({ name, id }) => name === who || id === who)
  if (named.length > 0 || who.length < 8) return named
  return all.filter(({ id }) => id.startsWith(who.toLowerCase()))
}

/** Sentences about one member. `live` undefined: it is no member now. */
export function whyMember(
  member: MemberTally,
  view: View,
  live: MemberStatus | undefined,
): string[] {
  const who = `${member.name} (${member.id.slice(0, 8)})`
  const lines: string[] = []
  if (member.left !== undefined) {
    const { code, reason, timeMs } = member.left
    lines.push(
      `${who} left at ${new Date(timeMs).toISOString()}: ${meaningOf(code)}${reason === '' ? '' : ` (${reason})`}`,
    )
  } else if (live === undefined) lines.push(`${who} is no member`)
  else {
    lines.push(`${who}: ${stateMeanings[live.state] ?? live.state}`)
    if (live.misses > 0)
      lines.push(
        `it sent no commitment in the last ${live.misses} rounds; at ${view.config.missLimit} it is left out`,
      )
  }
  const rounds = member.accepted + member.refused
  lines.push(
    rounds === 0
      ? 'nothing of it was decided yet'
      : `${member.accepted} of ${rounds} contributions accepted, the last in round ${member.lastRound}; ${member.batches} batches, ${member.tokens} tokens`,
  )
  if (member.lastRefusal !== undefined)
    lines.push(
      `round ${member.lastRefusal.round} refused one: ${meaningOf(member.lastRefusal.code)}`,
    )
  return lines
}
