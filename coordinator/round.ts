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
import { toHex } from '../kernels/hash.ts'
import { hearCommand, hearEject } from './commands.ts'
import { hearCommitment, hearList, hearReport } from './round-inbox.ts'
import { closeCommitments, finishRound, openRound } from './round-phases.ts'
import {
  append,
  type CoordinatorParts,
  type CoordinatorState,
  connected,
  enter,
  left,
  setDeadline,
  type Work,
} from './round-work.ts'
import { add, drop, emptyMap, emptySet, put, remove } from './trie.ts'
import type {
  CoordinatorEffect,
  CoordinatorEvent,
  Machine,
  SignedCommitment,
  SignedList,
  SignedReport,
} from './types.ts'
import { memberKey } from './view.ts'
import { retainedAfter } from './view-checkpoint.ts'

export type CoordinatorMachine = Machine<CoordinatorState, CoordinatorEvent, CoordinatorEffect>

/** `parts.view` is the fold of the log so far: after a restart the machine goes on from there. */
export function createCoordinator(parts: CoordinatorParts): CoordinatorMachine {
  return {
    initial: {
      view: parts.view,
      started: false,
      up: emptySet,
      ready: emptyMap(),
      misses: emptyMap(),
      idle: new Set(),
      speeds: emptyMap(),
      commitments: emptyMap(),
      arrivals: emptyMap(),
      commitmentHashes: emptyMap(),
      lists: new Map(),
      reports: new Map(),
      evidence: new Set(),
      held: emptySet,
      extended: false,
      trainMs: [],
      witnessMs: [],
      enoughSinceMs: undefined,
      deadlineMs: 0,
      exported: false,
      command: 'run',
    },
    step: (state, event) => {
      const work: Work = { parts, now: event.now, state, effects: [] }
      hear(work, event)
      // Each pass appends at most one entry; a chain of decisions is short, the bound only guards against a bug.
      for (let i = 0; i < 64 && advance(work); i++);
      return { state: work.state, effects: work.effects }
    },
  }
}

function hear(work: Work, event: CoordinatorEvent): void {
  const { state } = work
  switch (event.type) {
    case 'start': {
      // A round that was open when a coordinator died is gone on with: its deadline starts anew, members say again what they said.
      const waitMs = state.view.open?.deadlineMs ?? state.view.config.warmupMs
      work.state = { ...state, started: true }
      setDeadline(work, waitMs)
      return
    }
    case 'timer':
      return
    case 'peer':
      hearPeer(work, event.member, event.up)
      return
    case 'command':
      answer(work, event.id, hearCommand(work, event.command))
      return
    case 'eject':
      answer(work, event.id, hearEject(work, event))
      return
    case 'snapshot': {
      const { step, root, stateRoot } = event
      if (step > (state.view.snapshot?.step ?? 0) && step <= state.view.step)
        append(work, {
          type: 'checkpointMade',
          step,
          snapshotRoot: root,
          stateRoot,
          retainedStep: retainedAfter(state.view, step),
        })
      return
    }
    case 'held':
      work.state = { ...state, held: add(state.held, event.root) }
      return
    case 'exported':
      work.state = { ...state, exported: true }
      return
    case 'message':
      answer(work, event.id, hearMessage(work, event))
  }
}

function answer(work: Work, id: number | undefined, code: string): void {
  if (id !== undefined) work.effects.push({ type: 'answer', id, code })
}

function hearPeer(work: Work, member: string, isUp: boolean): void {
  const { up } = work.state
  work.state = { ...work.state, up: isUp ? add(up, member) : remove(up, member) }
}

function hearMessage(work: Work, event: Extract<CoordinatorEvent, { type: 'message' }>): string {
  const { message, signer } = event.signed
  const { view } = work.state
  if (message.type !== 'join' && !view.members.has(signer)) return 'not-a-member'
  if (view.phase === 'Finished') return 'finished'
  hearPeer(work, signer, true)
  switch (message.type) {
    case 'join':
      return admit(work, signer, message.name, message.addresses)
    case 'ready':
      return hearReady(work, signer, message.round, message.lineage)
    case 'leave':
      append(work, { type: 'membersChanged', admitted: [], left: [left(signer, 'left')] })
      return 'ok'
    case 'commitment':
      return hearCommitment(work, event.signed as SignedCommitment)
    case 'commitmentList':
      return hearList(work, event.signed as SignedList)
    case 'report':
      return hearReport(work, event.signed as SignedReport)
    case 'head':
    case 'entry':
      return 'unexpected'
  }
}

function admit(work: Work, id: string, name: string, addresses: readonly string[]): string {
  const { view } = work.state
  const ready = drop(work.state.ready, id)
  const misses = drop(work.state.misses, id)
  work.state = { ...work.state, ready, misses }
  if (view.members.has(id)) return 'ok'
  if (view.ejected.has(id)) return 'ejected'
  if (view.members.size >= view.config.maxMembers) return 'full'
  const admitted = [{ member: memberKey(id), name, addresses }]
  append(work, { type: 'membersChanged', admitted, left: [] })
  return 'ok'
}

/** A member holds the state before `step`. Only a lineage that the log had counts; an older step is caught up while it follows. */
function hearReady(work: Work, id: string, step: number, lineage: Uint8Array): string {
  const { view } = work.state
  if (step > view.step) return 'future'
  if (step === view.step && toHex(lineage) !== toHex(view.lineage)) return 'lineage'
  work.state = { ...work.state, ready: put(work.state.ready, id, step) }
  return 'ok'
}

/** Members that can train the next round: connected, holding the state, not silent. */
export function eligible(state: CoordinatorState): string[] {
  const { view, up, ready, misses } = state
  return [...view.members.keys()]
    .filter((id) => up.has(id) && ready.has(id))
    .filter((id) => (misses.get(id) ?? 0) < view.config.missLimit)
    .sort()
}

/** One decision, if one is due. True where an entry was appended. */
function advance(work: Work): boolean {
  const { state, now } = work
  if (!state.started) return false
  const { view } = state
  const late = now >= state.deadlineMs
  if (view.open !== undefined)
    return view.open.closed === undefined
      ? closeCommitments(work, view.open, late)
      : finishRound(work, view.open, late)
  switch (view.phase) {
    case 'WaitingForMembers':
      return state.command === 'run' ? gather(work) : halt(work)
    case 'Warmup':
      return state.command === 'run' ? warmUp(work, late) : halt(work)
    case 'RoundTrain':
    case 'RoundReveal':
    case 'RoundWitness':
      return betweenRounds(work)
    case 'Cooldown':
      return coolDown(work, late)
    case 'Paused':
      if (state.command === 'pause') return false
      enter(work, state.command === 'stop' ? 'Finished' : 'WaitingForMembers', state.command, 0)
      return end(work)
    case 'Finished':
      return false
  }
}

function end(work: Work): boolean {
  if (work.state.view.phase === 'Finished') work.effects.push({ type: 'end' })
  return true
}

/** Stops outside a round. What was trained is exported first. */
function halt(work: Work): boolean {
  const { view, command } = work.state
  if (view.step > 0) {
    enter(work, 'Cooldown', command, view.config.cooldownMs)
    return true
  }
  enter(work, work.state.command === 'pause' ? 'Paused' : 'Finished', 'operator', 0)
  return end(work)
}

function gather(work: Work): boolean {
  const { state, now } = work
  const { view } = state
  const wanted = view.step === 0 ? view.config.initMembers : view.config.minMembers
  const here = view.members.size < wanted ? 0 : connected(view.members, state.up).length
  if (here < wanted) {
    work.state = { ...state, enoughSinceMs: undefined }
    return false
  }
  if (state.enoughSinceMs === undefined) {
    work.state = { ...state, enoughSinceMs: now }
    work.effects.push({ type: 'timer', name: 'gather', at: now + view.config.extraWaitMs })
  }
  const since = work.state.enoughSinceMs ?? now
  if (now < since + view.config.extraWaitMs && here < view.config.maxMembers) return false
  enter(work, 'Warmup', 'enough-members', view.config.warmupMs)
  return true
}

function warmUp(work: Work, late: boolean): boolean {
  const { state } = work
  const { view } = state
  const here = connected(view.members, state.up)
  if (!late && state.ready.size < here.length) return false
  const able = eligible(state)
  if (able.length === here.length && able.length >= view.config.minMembers) {
    openRound(work, able)
    return true
  }
  if (!late) return false
  if (able.length >= view.config.minMembers) openRound(work, able)
  else enter(work, 'WaitingForMembers', 'too-few-ready', 0)
  return true
}

/** After a round: drop who is gone or silent, then open the next, or cool down, or wait. */
function betweenRounds(work: Work): boolean {
  const { state } = work
  const { view } = state
  const { config } = view
  if (view.trained >= config.rounds || state.command !== 'run') {
    enter(
      work,
      'Cooldown',
      view.trained >= config.rounds ? 'done' : state.command,
      config.cooldownMs,
    )
    return true
  }
  const gone = [...view.members.keys()].flatMap((id) => {
    if (state.evidence.has(id)) return [left(id, 'equivocated')]
    if (!state.up.has(id)) return [left(id, 'gone')]
    return (state.misses.get(id) ?? 0) >= config.missLimit ? [left(id, 'silent')] : []
  })
  if (gone.length > 0) {
    append(work, { type: 'membersChanged', admitted: [], left: gone })
    return true
  }
  const able = eligible(state)
  if (view.voids >= 3) enter(work, 'WaitingForMembers', 'void-rounds', 0)
  else if (able.length < config.minMembers) enter(work, 'WaitingForMembers', 'too-few-members', 0)
  else openRound(work, able)
  return true
}

/** The last round is applied by everybody who is here, and exported; or the wait is over. */
function coolDown(work: Work, late: boolean): boolean {
  const { state } = work
  const { view, ready } = state
  if (!late && !state.exported) return false
  const waiting = [...view.members.keys()].filter(
    (id) => state.up.has(id) && ready.has(id) && (ready.get(id) as number) < view.step,
  )
  if (!late && waiting.length > 0) return false
  if (view.trained >= view.config.rounds || state.command === 'stop')
    enter(work, 'Finished', state.command === 'stop' ? 'stopped' : 'done', 0)
  else enter(work, state.command === 'pause' ? 'Paused' : 'WaitingForMembers', 'operator', 0)
  return end(work)
}
