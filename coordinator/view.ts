/**
 * The fold of the log: every member, the coordinator's recovery, and replay run exactly this function.
 *
 * Each entry is checked against the rules that made it; the first that does not follow is named by a code and changes nothing.
 * Invariant: `applyEntry` is pure and total, and equal entries give equal views everywhere.
 */
import { fromHex, toHex } from '../kernels/hash.ts'
import type { Entry, MembersChanged, PhaseEntered, RunStarted } from '../proto/messages.ts'
import { protocolVersion, sameBytes } from '../proto/wire.ts'
import { canonicalConfig, parseRunConfig } from './config.ts'
import { firstEpoch, isStageOver, nextEpoch } from './epoch.ts'
import { startLineage } from './lineage.ts'
import { nothingMeasured } from './measured.ts'
import { type LoggedPhase, phaseOf } from './phase.ts'
import { startPosition } from './position.ts'
import { applySlotOpened } from './slots.ts'
import type { ClosedRound, LoggedMerge, Member, Rules, SignedEntry, View } from './types.ts'
import { activated, applyChange, withoutLapsed } from './view-change.ts'
import { isCharged, outForGood } from './view-charge.ts'
import { applyArchived, applyCheckpoint } from './view-checkpoint.ts'
import { applyRoundClosed } from './view-close.ts'
import { applyCommand } from './view-command.ts'
import { applyRoundMerged } from './view-merge.ts'
import { applyRestarted, applyReverted } from './view-rollback.ts'
import { applyCommitmentsClosed, applyRoundOpened } from './view-round.ts'
import { applyTakenOver, termFault } from './view-term.ts'

export type Fold =
  | {
      readonly ok: true
      readonly view: View
      readonly closed?: ClosedRound | undefined
      /** The merge of the round that closed last. */
      readonly merge?: LoggedMerge | undefined
      /** The run went back to the checkpoint of this step: updates from it on are not in the state any more. */
      readonly backTo?: number | undefined
    }
  | { readonly ok: false; readonly code: string }

const refuseEntry = (code: string): Fold => ({ ok: false, code })

/** Log time in ms since the epoch. */
export const entryTimeMs = (entry: Entry): number => entry.timeS * 1000 + entry.timeMs

/** Folds one entry. `view` undefined: the entry must be the first. */
export function applyEntry(rules: Rules, view: View | undefined, signed: SignedEntry): Fold {
  const fold = foldEntry(rules, view, signed)
  return fold.ok && fold.view.change !== undefined ? { ...fold, view: activated(fold.view) } : fold
}

function foldEntry(rules: Rules, view: View | undefined, signed: SignedEntry): Fold {
  const entry = signed.message
  if (view === undefined) return startView(rules, signed)
  if (entry.index !== view.length) return refuseEntry('entry-index')
  if (!sameBytes(signed.runId, view.runId)) return refuseEntry('entry-run')
  const fault = termFault(view, signed)
  if (fault !== undefined) return refuseEntry(fault)
  if (!sameBytes(entry.prevHash, view.head)) return refuseEntry('entry-chain')
  if (entry.timeMs >= 1000 || entryTimeMs(entry) < view.timeMs) return refuseEntry('entry-time')
  const next: View = {
    ...view,
    length: view.length + 1,
    head: rules.hash(signed.body),
    timeMs: entryTimeMs(entry),
  }
  const { kind } = entry
  switch (kind.type) {
    case 'runStarted':
      return refuseEntry('entry-second-start')
    case 'phaseEntered':
      return applyPhase(next, kind)
    case 'membersChanged':
      return applyMembers(rules, next, kind)
    case 'roundOpened':
      return applyRoundOpened(rules, next, kind)
    case 'changeScheduled':
      return applyChange(next, kind)
    case 'commandGiven':
      return applyCommand(next, kind)
    case 'reverted':
      return applyReverted(rules, next, kind)
    case 'restarted':
      return applyRestarted(rules, next, kind)
    case 'slotOpened':
      return applySlotOpened(rules, next, kind)
    case 'commitmentsClosed':
      return applyCommitmentsClosed(rules, next, kind)
    case 'roundClosed':
      return applyRoundClosed(rules, next, kind)
    case 'roundMerged':
      return applyRoundMerged(rules, next, kind)
    case 'checkpointMade':
      return applyCheckpoint(next, kind)
    case 'segmentArchived':
      return applyArchived(next, kind)
    case 'takenOver':
      return applyTakenOver(next, signed, kind)
  }
}

function startView(rules: Rules, signed: SignedEntry): Fold {
  const { index, prevHash, term, kind, timeMs } = signed.message
  if (index !== 0 || prevHash.length !== 0 || signed.runId.length !== 0 || term !== 0)
    return refuseEntry('entry-first')
  if (kind.type !== 'runStarted' || timeMs >= 1000) return refuseEntry('entry-first')
  const config = readConfig(kind)
  if (config === undefined) return refuseEntry('entry-config')
  const runId = rules.hash(signed.body)
  return {
    ok: true,
    view: {
      runId,
      config,
      started: kind,
      coordinator: signed.signer,
      term: 0,
      length: 1,
      head: runId,
      timeMs: entryTimeMs(signed.message),
      phase: 'WaitingForMembers',
      phaseSinceMs: entryTimeMs(signed.message),
      command: 'run',
      members: new Map(),
      ejected: new Map(),
      round: 0,
      step: 0,
      ...startPosition,
      beacon: kind.beaconEnd,
      lastPreimage: { round: -1, value: kind.beaconEnd },
      beaconFrom: 0,
      lineage: startLineage(rules, runId),
      voids: 0,
      disputes: 0,
      misses: new Map(),
      measured: nothingMeasured,
      epoch: firstEpoch,
      coldFrom: undefined,
      coldPending: false,
      open: undefined,
      next: undefined,
      lastClosed: undefined,
      lastMerge: undefined,
      snapshot: undefined,
      checkpoints: [],
      kernel: kind.kernel,
      protocol: protocolVersion,
      change: undefined,
      undoable: [],
      reverting: undefined,
      marks: [],
      retainedStep: 0,
      archivedStep: 0,
    },
  }
}

/** The configuration of a first entry; it must be in canonical form, so that one configuration has one run id. */
function readConfig(kind: RunStarted) {
  try {
    const parsed = parseRunConfig(JSON.parse(kind.config))
    return parsed.ok && canonicalConfig(parsed.config) === kind.config ? parsed.config : undefined
  } catch {
    return undefined
  }
}

/** Phases that may be entered by an entry of their own, from each phase. Round phases follow from round entries. */
const transitions: { readonly [P in LoggedPhase]: readonly LoggedPhase[] } = {
  WaitingForMembers: ['Warmup', 'Paused', 'Cooldown', 'Finished'],
  Warmup: ['WaitingForMembers', 'Paused', 'Cooldown', 'Finished'],
  RoundTrain: ['Cooldown'],
  RoundReveal: ['Cooldown'],
  Cooldown: ['WaitingForMembers', 'Paused', 'Finished'],
  Paused: ['WaitingForMembers', 'Cooldown', 'Finished'],
  Finished: [],
}

function applyPhase(view: View, kind: PhaseEntered): Fold {
  const phase = phaseOf(kind.phase)
  if (phase === undefined || !transitions[view.phase].includes(phase))
    return refuseEntry('phase-transition')
  if (view.open !== undefined) return refuseEntry('phase-in-round')
  // Void rounds are counted in a row; a new phase begins a new row.
  const before = view.phase === 'Cooldown' ? withoutLapsed(view) : view
  const isNewStage = phase === 'WaitingForMembers' && view.phase === 'Cooldown' && isStageOver(view)
  return {
    ok: true,
    view: {
      ...before,
      phase,
      phaseSinceMs: view.timeMs,
      command: phase === 'Paused' ? 'pause' : view.command,
      voids: 0,
      // What was measured in one stage says little of the next, whose batches are of another size.
      measured: isNewStage ? nothingMeasured : view.measured,
      epoch: view.phase === 'Cooldown' ? nextEpoch(view) : view.epoch,
      coldPending: view.coldPending || phase === 'Paused',
    },
  }
}

function applyMembers(rules: Rules, view: View, kind: MembersChanged): Fold {
  const members = new Map(view.members)
  const ejected = new Map(view.ejected)
  const misses = new Map(view.misses)
  for (const gone of kind.left) {
    const id = toHex(gone.member)
    if (!members.delete(id)) return refuseEntry('members-unknown')
    if (!isCharged(rules, view, gone)) return refuseEntry('members-evidence')
    misses.delete(id)
    if (outForGood.has(gone.code)) ejected.set(id, gone.reason)
  }
  for (const { member, name, addresses } of kind.admitted) {
    const id = toHex(member)
    if (members.has(id)) return refuseEntry('members-twice')
    if (ejected.has(id)) return refuseEntry('members-ejected')
    const added: Member = { id, name, addresses, joinedStep: view.step }
    members.set(id, added)
  }
  if (isOverfull(view, kind, members.size)) return refuseEntry('members-too-many')
  return { ok: true, view: { ...view, members, ejected, misses } }
}

/** A live change may lower the bound below those who are here: they may stay and leave, and nobody else may come. */
const isOverfull = ({ config }: View, { admitted }: MembersChanged, size: number): boolean =>
  admitted.length > 0 && size > config.maxMembers

/** The public key of a member id. */
export const memberKey = (id: string): Uint8Array => fromHex(id) as Uint8Array
