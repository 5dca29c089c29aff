/**
 * A coordinator that was started anew, or another one that took over, knows what its log holds and nothing else: what was said to it about
 * the round that is open is said again.
 */
import { sendCommitments } from './contributor.ts'
import { ask } from './follow.ts'
import type { MemberWork } from './types.ts'

/** The connection to the coordinator is there, perhaps to a new process. */
export function greetCoordinator(work: MemberWork): void {
  work.state = { ...work.state, joined: false }
  ask(work)
  sayRoundAgain(work)
}

/** The log names another coordinator: what is under way to the old one has lost its sense. */
export function changeCoordinator(work: MemberWork): void {
  const { coordinator, members } = work.state.view
  const known = (id: string) => id === coordinator || members.has(id)
  const outbox = work.state.outbox.filter((letter) => known(letter.to))
  work.state = { ...work.state, outbox, joined: false }
  sayRoundAgain(work)
}

function sayRoundAgain(work: MemberWork): void {
  const { witnessing } = work.state
  work.state = {
    ...work.state,
    witnessing: {
      ...witnessing,
      listed: 0,
      listDue: witnessing.listDue || witnessing.listed > 0,
      reported: '',
      reportDue: witnessing.reportDue || witnessing.reported !== '',
    },
  }
  sendCommitments(work)
}
