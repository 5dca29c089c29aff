/**
 * The coordinator: who decides what, and when. A pure machine over (state, event).
 *
 * It hears messages, timers, connections and commands; after each of them `advance` asks of the current phase whether everything is
 * decided or its deadline is over, and appends the entry that follows. What is not in the log (who is connected, what arrived since
 * the last entry) may be lost in a crash without harm: members say it again.
 *
 * Invariant: the view changes only by `append`, through the same fold that everybody runs; an entry that the fold would refuse is
 * a bug and is never made.
 */
import type { Disputed } from '../proto/messages.ts'
import type { Signed } from '../proto/wire.ts'
import { admitJoining, hearJoin, hearReady } from './admission.ts'
import { hearChange } from './change.ts'
import { hearArchived } from './checkpoint.ts'
import { hearCommand, hearEject } from './commands.ts'
import { beginGrace, endGrace, endPresumption, graceMs } from './grace.ts'
import { hearLeave, letLeave } from './leave.ts'
import {
  awaitCheckpoint,
  betweenRounds,
  coolDown,
  gather,
  halt,
  openAhead,
  standStill,
  warmUp,
} from './life.ts'
import { keepOpened } from './lookup.ts'
import { chargeMergers, hearDisputed, hearMerged, logMerge } from './merge.ts'
import { hearSnapshot, logOwnState } from './own-replica.ts'
import { hearRestart, hearRevert, undoNext } from './rollback.ts'
import { hearCommitment, hearList, hearReport } from './round-inbox.ts'
import { closeCommitments, finishRound } from './round-phases.ts'
import {
  type CoordinatorParts,
  type CoordinatorState,
  setDeadline,
  type Work,
} from './round-work.ts'
import { add, emptyMap, emptySet, remove } from './trie.ts'
import type {
  CoordinatorEffect,
  CoordinatorEvent,
  Machine,
  SignedCommitment,
  SignedList,
  SignedMerged,
  SignedReport,
} from './types.ts'
import { ownVersions, sameVersions, versionCode } from './versions.ts'

export type CoordinatorMachine = Machine<CoordinatorState, CoordinatorEvent, CoordinatorEffect>

/** `parts.view` is the fold of the log so far: after a restart the machine goes on from there. */
export function createCoordinator(parts: CoordinatorParts): CoordinatorMachine {
  return {
    initial: {
      view: parts.view,
      started: false,
      up: emptySet,
      presumed: emptySet,
      graceUntilMs: 0,
      ready: emptyMap(),
      idle: new Set(),
      commitments: emptyMap(),
      arrivals: emptyMap(),
      byHash: emptyMap(),
      lists: new Map(),
      reports: new Map(),
      evidence: new Set(),
      leaving: emptyMap(),
      quitting: emptySet,
      merges: new Map(),
      claims: emptyMap(),
      own: undefined,
      doubted: new Map(),
      ownMerge: undefined,
      joining: emptyMap(),
      admittedMs: 0,
      held: emptySet,
      extended: false,
      enoughSinceMs: undefined,
      deadlineMs: 0,
      exported: false,
      exportAsked: undefined,
      // A command outlives the process that was told of it.
      command: parts.view.command,
    },
    step: (state, event) => {
      const work: Work = { parts, now: event.now, state, effects: [] }
      if (isForeign(work)) return { state, effects: refuseAll(state, event) }
      hear(work, event)
      // Each pass appends at most one entry; a chain of decisions is short, the bound only guards against a bug.
      for (let i = 0; i < 64 && advance(work); i++);
      return { state: work.state, effects: work.effects }
    },
  }
}

/** Whether versions are in force that this software does not have: then it decides nothing. */
const isForeign = ({ parts, state }: Work): boolean =>
  !sameVersions(parts.versions ?? ownVersions, state.view)

function refuseAll({ view }: CoordinatorState, event: CoordinatorEvent): CoordinatorEffect[] {
  if (!('id' in event) || event.id === undefined) return []
  const code = event.type === 'message' ? versionCode(view) : 'version'
  return [{ type: 'answer', id: event.id, code }]
}

function hear(work: Work, event: CoordinatorEvent): void {
  const { state } = work
  switch (event.type) {
    case 'start': {
      // A round that was open when a coordinator died is gone on with: its deadline starts anew, members say again what they said.
      const waitMs = Math.max(
        2 * graceMs,
        state.view.open?.deadlineMs ?? state.view.config.warmupMs,
      )
      work.state = { ...state, started: true }
      beginGrace(work)
      setDeadline(work, waitMs)
      if (state.view.phase === 'Cooldown') awaitCheckpoint(work)
      return
    }
    case 'timer':
      if (event.name === 'grace') endGrace(work)
      else rearm(work, event.name)
      return
    case 'peer':
      hearPeer(work, event.member, event.up)
      return
    case 'command':
      answer(work, event.id, hearCommand(work, event.command))
      return
    case 'change':
      answer(work, event.id, hearChange(work, event))
      return
    case 'revert':
      answer(work, event.id, hearRevert(work, event.round))
      return
    case 'restart':
      answer(work, event.id, hearRestart(work, event.step))
      return
    case 'eject':
      answer(work, event.id, hearEject(work, event))
      return
    case 'snapshot':
      hearSnapshot(work, event)
      return
    case 'archived':
      hearArchived(work, event)
      return
    case 'held':
      work.state = { ...state, held: add(state.held, event.root) }
      return
    case 'exported':
      // One that comes after its Cooldown was given up is of an older step.
      if (event.step === state.view.step) work.state = { ...state, exported: true }
      return
    case 'merged':
      work.state = { ...state, ownMerge: event }
      return
    case 'message': {
      const code = hearMessage(work, event)
      if (code !== undefined) answer(work, event.id, code)
    }
  }
}

/** A timer that comes too early, because the clock was set back: its time is still to come, and nobody else would wake us. */
function rearm(work: Work, name: string): void {
  const { deadlineMs, enoughSinceMs, view } = work.state
  const at = name === 'gather' ? (enoughSinceMs ?? 0) + view.config.extraWaitMs : deadlineMs
  if (work.now < at) work.effects.push({ type: 'timer', name, at })
}

function answer(work: Work, id: number | undefined, code: string): void {
  if (id !== undefined) work.effects.push({ type: 'answer', id, code })
}

function hearPeer(work: Work, member: string, isUp: boolean): void {
  const before = work.state.up
  const up = isUp ? add(before, member) : remove(before, member)
  if (up !== before) work.state = { ...work.state, up }
  endPresumption(work, member)
}

/** The answer; undefined where it comes later. */
function hearMessage(
  work: Work,
  event: Extract<CoordinatorEvent, { type: 'message' }>,
): string | undefined {
  const { message, signer } = event.signed
  const { view } = work.state
  const from = event.from ?? signer
  if (from !== signer && message.type !== 'commitment') return 'not-yours'
  if (message.type !== 'join' && !view.members.has(from)) return 'not-a-member'
  if (view.phase === 'Finished') return 'finished'
  hearPeer(work, from, true)
  keepOpened(work.parts.verify, event.signed)
  switch (message.type) {
    case 'join':
      return hearJoin(work, event.id, signer, message)
    case 'ready':
      return hearReady(work, signer, message)
    case 'leave':
      return hearLeave(work, event.id, signer)
    case 'commitment':
      return hearCommitment(work, event.signed as SignedCommitment, from)
    case 'commitmentList':
      return hearList(work, event.signed as SignedList)
    case 'report':
      return hearReport(work, event.signed as SignedReport)
    case 'merged':
      return hearMerged(work, event.signed as SignedMerged)
    case 'disputed':
      return hearDisputed(work, event.signed as Signed<Disputed>)
    case 'head':
    case 'entry':
      return 'unexpected'
  }
}

/** One decision, if one is due. True where an entry was appended. */
function advance(work: Work): boolean {
  const { state, now } = work
  if (!state.started || isForeign(work)) return false
  const { view } = state
  const late = now >= state.deadlineMs
  if (letLeave(work) || admitJoining(work)) return true
  if (logMerge(work) || chargeMergers(work) || logOwnState(work)) return true
  if (view.reverting !== undefined) {
    undoNext(work, view.reverting)
    return true
  }
  if (view.open !== undefined)
    return view.open.closed === undefined
      ? closeCommitments(work, view.open, late)
      : openAhead(work) || finishRound(work, view.open, late)
  switch (view.phase) {
    case 'WaitingForMembers':
      return state.command === 'run' ? gather(work) : halt(work)
    case 'Warmup':
      return state.command === 'run' ? warmUp(work, late) : halt(work)
    case 'RoundTrain':
    case 'RoundReveal':
      return betweenRounds(work)
    case 'Cooldown':
      return coolDown(work, late)
    case 'Paused':
      return standStill(work)
    case 'Finished':
      return false
  }
}
