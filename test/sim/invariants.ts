/**
 * What must hold in every simulated run, looked at after every event, at constant cost an event (amortised).
 *
 * 1 history: one entry an index, the same for everybody. 2 decision: a round is opened once and closed once. 3 replica: who applied
 * round r has the same digest. 4 sample: no batch counts twice, none is passed over. 5 steps: never more
 * than the run has. 6 ejected: an honest member is never blamed. 7 memory: every queue is bounded. 8 replay: the log folds to the
 * coordinator's state. 9 progress: wherever enough honest members can talk, the run moves. 10 acknowledged: what was answered `ok` is logged.
 */
import { foldLog } from '../../coordinator/fold-log.ts'
import type { Rules, SignedEntry, View } from '../../coordinator/types.ts'
import { applyEntry } from '../../coordinator/view.ts'
import { toHex } from '../../kernels/hash.ts'
import type { MemberState } from '../../node/roles/types.ts'
import type { MembersChanged } from '../../proto/messages.ts'
import { sameBytes, type WireResult } from '../../proto/wire.ts'
import { watchAcknowledged } from './acknowledged.ts'
import { coordinatorExcess, memberExcess } from './bounds.ts'
import { closedOn, decide, trainsElsewhere } from './decisions.ts'
import { difference, sameMembers } from './difference.ts'
import type { Watch } from './hooks.ts'
import { createSamples } from './samples.ts'

export type Rule =
  | 'history'
  | 'decision'
  | 'replica'
  | 'sample'
  | 'steps'
  | 'ejected'
  | 'memory'
  | 'replay'
  | 'progress'
  | 'acknowledged'

export type Violation = {
  readonly rule: Rule
  /** Number of the event after which it was seen. */
  readonly event: number
  readonly what: string
}

export type Surroundings = {
  readonly rules: Rules
  /** `applyEntry`; a test gives a broken one, to see that it is noticed. */
  readonly fold: FoldEntry
  /** `openEnvelope`, or the same with a memory. */
  readonly open: (envelope: Uint8Array, runId: Uint8Array | undefined) => WireResult
  readonly now: () => number
  readonly events: () => number
  readonly log: () => readonly Uint8Array[]
  readonly name: (id: string) => string
  readonly isHonest: (id: string) => boolean
  /** Whether the coordinator's store has this blob. */
  readonly holds: (root: string) => boolean
  /** The longest that a run may take for its next step where everybody can talk. */
  readonly limitMs: number
  /** Whether enough honest members could talk with the coordinator to go on. */
  readonly couldGoOn: () => boolean
}

export type FoldEntry = typeof applyEntry

export type Invariants = {
  readonly watch: Watch
  readonly violations: readonly Violation[]
  /** After every event. */
  readonly check: () => void
  /** The network or a process changed: progress is measured anew from here. */
  readonly disturbed: () => void
  /** A bit of this replica was flipped: it may differ until it is restored, which must be soon. */
  readonly corrupted: (id: string) => void
  readonly end: () => void
}

/** Times that the log may name the digest of the state in which a damaged replica stands: it starts again at the first. */
const mostNamed = 2
const mostViolations = 50
/** Reasons to leave the list that blame nobody; `ejected` is the operator's. */
const blameless: ReadonlySet<string> = new Set(['left', 'gone', 'silent', 'ejected'])
const goodEnds: ReadonlySet<string> = new Set(['finished', 'left', 'full', 'ejected'])

export function createInvariants(around: Surroundings): Invariants {
  const violations: Violation[] = []
  const broken = (rule: Rule, what: string) => {
    if (violations.length < mostViolations)
      violations.push({ rule, event: around.events(), what: `${rule}: ${what}` })
  }
  const history = watchHistory(around, broken)
  const replicas = watchReplicas(around, broken)
  const samples = createSamples((what) => broken('sample', what))
  const progress = watchProgress(around, broken)
  const acknowledged = watchAcknowledged(around, broken)
  /** Witnesses of a round, at most: their number may have changed since. */
  let most = 0
  let last = foldLog(around.rules, around.log())
  const entry = (signed: SignedEntry) => {
    if (!last.ok) return
    const fold = around.fold(around.rules, last.view, signed)
    if (!fold.ok) return refused(fold.code, last.view.length, broken)
    const { view } = fold
    const { kind } = signed.message
    history.entry(view)
    const restarted = kind.type === 'restarted'
    decide(last.view, view, restarted, broken)
    acknowledged.entry(signed, last.view, view)
    samples.entry(last.view, view, restarted)
    if (kind.type === 'checkpointMade') replicas.logged(kind.step, kind.stateRoot)
    if (kind.type === 'roundClosed') replicas.named(closedOn(last.view), kind.stateDigest)
    if (kind.type === 'membersChanged') blame(around, kind, broken)
    if (view.step !== last.view.step || kind.type === 'checkpointMade') progress.moved()
    last = { ...last, view }
  }
  return {
    violations,
    watch: {
      entry,
      coordinatorStep: (state) => {
        most = Math.max(most, state.view.config.witnesses)
        const excess = coordinatorExcess(state, most)
        if (excess !== undefined) broken('memory', `the coordinator holds ${excess}`)
        const field = last.ok ? difference(last.view, state.view) : undefined
        if (field !== undefined)
          broken('replay', `the coordinator has another ${field} than its log`)
      },
      memberStep: (id, state) => {
        const excess = memberExcess(state)
        if (excess !== undefined) broken('memory', `${around.name(id)} holds ${excess}`)
        history.follows(id, state)
        if (trainsElsewhere(state))
          broken(
            'replica',
            `${around.name(id)} trains round ${state.trainedRound} on another state`,
          )
      },
      ...acknowledged.watch(() => (last.ok ? last.view : undefined)),
      applied: replicas.applied,
      restored: replicas.restored,
      ended: (id, code) => {
        if (around.isHonest(id) && !goodEnds.has(code))
          broken('ejected', `${around.name(id)} ended with ${code}`)
      },
    },
    check: progress.check,
    disturbed: progress.disturbed,
    corrupted: replicas.corrupted,
    end: () => {
      if (last.ok) history.replay(last.view)
    },
  }
}

export type Broken = (rule: Rule, what: string) => void

function refused(code: string, index: number, broken: Broken): void {
  const again = code === 'entry-index'
  if (again) broken('history', `an entry was written where there is one, or after a gap`)
  else broken('replay', `entry ${index} does not follow: ${code}`)
}

/** Who was put out, and why. */
function blame(around: Surroundings, kind: MembersChanged, broken: Broken): void {
  for (const { member, code } of kind.left) {
    const id = toHex(member)
    if (around.isHonest(id) && !blameless.has(code))
      broken('ejected', `${around.name(id)} was put out: ${code}`)
  }
}

/** As `foldLog`, by the rules themselves; what was opened before is not opened again. */
function replayLog({ rules, open }: Surroundings, envelopes: readonly Uint8Array[]) {
  let view: View | undefined
  for (const [index, envelope] of envelopes.entries()) {
    const opened = open(envelope, view?.runId)
    if (!opened.ok) return { ok: false as const, index, code: opened.code }
    const fold = applyEntry(rules, view, opened.signed as SignedEntry)
    if (!fold.ok) return { ok: false as const, index, code: fold.code }
    view = fold.view
  }
  return view === undefined
    ? { ok: false as const, index: 0, code: 'empty-log' }
    : { ok: true as const, view }
}

function watchHistory(around: Surroundings, broken: Broken) {
  /** Hash of the last entry, by length of the log. */
  const heads: Uint8Array[] = []
  const lengths = new Map<string, number>()
  /** Views of the right history that were looked at last: replicas share them. */
  const right: (View | undefined)[] = [undefined, undefined]
  let replayAt = 16
  const replay = (view: View) => {
    const folded = replayLog(around, around.log().slice(0, view.length))
    if (!folded.ok) broken('replay', `entry ${folded.index} does not follow: ${folded.code}`)
    else {
      const field = difference(folded.view, view) ?? sameMembers(folded.view, view)
      if (field !== undefined) broken('replay', `the log folds to another ${field}`)
    }
  }
  return {
    replay,
    entry: (view: View) => {
      const known = heads[view.length]
      if (known !== undefined && !sameBytes(known, view.head))
        broken('history', `entry ${view.length - 1} was written twice`)
      heads[view.length] = view.head
      if (view.length < replayAt) return
      // Points that lie further and further apart, so that all replays together cost less than the run.
      replayAt = Math.ceil(view.length * (2 + ((view.head[0] as number) & 127) / 64))
      replay(view)
    },
    follows: (id: string, { view }: MemberState) => {
      if (view === right[0] || view === right[1] || lengths.get(id) === view.length) return
      lengths.set(id, view.length)
      const known = heads[view.length]
      if (known === undefined) return
      if (sameBytes(known, view.head)) right[view.length & 1] = view
      else if (around.isHonest(id))
        broken('history', `${around.name(id)} follows another entry ${view.length - 1}`)
    },
  }
}

function watchReplicas(around: Surroundings, broken: Broken) {
  const digests = new Map<number, string>()
  /** Where a damaged replica stands after it applied a round (-1: it did not yet), and how often the log named the digest of that state since. */
  const damaged = new Map<string, { step: number; digest: string; named: number }>()
  return {
    /** The log names the digest of the state after `step`: where it is the right one, whoever stands there sees that it differs. */
    named: (step: number, digest: Uint8Array) => {
      if (digest.length === 0 || toHex(digest) !== digests.get(step)) return
      for (const [id, wrong] of damaged) {
        if (wrong.step !== step) continue
        // A second flip of the same bit took the first one back.
        if (wrong.digest === digests.get(step)) damaged.delete(id)
        else wrong.named++
        if (wrong.named === mostNamed + 1)
          broken('replica', `${around.name(id)} was damaged and went on for ${mostNamed} rounds`)
      }
    },
    /** Joiners start from what the log names. */
    logged: (step: number, stateRoot: Uint8Array) => {
      const known = digests.get(step)
      if (known !== undefined && known !== toHex(stateRoot))
        broken('replica', `the log names another state after step ${step} than replicas have`)
    },
    // Its digest is computed when it applies the next round.
    corrupted: (id: string) => damaged.set(id, { step: -1, digest: '', named: 0 }),
    restored: (id: string) => damaged.delete(id),
    applied: (id: string, step: number, digest: string, observer: boolean) => {
      const wrong = damaged.get(id)
      const known = digests.get(step)
      const who = observer ? "the coordinator's replica" : around.name(id)
      if (wrong !== undefined) damaged.set(id, { ...wrong, step, digest })
      else if (known === undefined) digests.set(step, digest)
      else if (known !== digest && (observer || around.isHonest(id)))
        broken('replica', `${who} differs after step ${step}`)
    },
  }
}

function watchProgress(around: Surroundings, broken: Broken) {
  let since = around.now()
  const restart = () => {
    since = around.now()
  }
  return {
    moved: restart,
    disturbed: restart,
    check: () => {
      if (around.now() - since <= around.limitMs) return
      if (around.couldGoOn())
        broken('progress', `nothing in ${Math.round((around.now() - since) / 1000)} s`)
      restart()
    },
  }
}
