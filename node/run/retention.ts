/**
 * Removes the payloads and merges of rounds that the log does not promise to keep any more (`retainedStep`), the snapshots before them, and
 * what no entry names: a payload that came too late to be committed, a merge or a snapshot that another one overtook.
 *
 * What may go is read from the entries on the disk alone, so nothing goes before the entry that says so is durable, and a process that dies
 * between the two removes the rest when it starts again: the record `swept` names the first entry that may still name something to remove.
 * Invariant: base, data, checkpoints from `retainedStep` on, and every payload that a later round or the undoing of a round needs, stay;
 * so does what an entry may still name.
 */
import { fromHex, toHex } from '../../kernels/hash.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { describeError } from '../coded-error.ts'
import type { LogStore, Store } from '../ports.ts'
import { parseManifest } from './artifacts.ts'
import { messageOf, payloadsOf, readKinds } from './log/raw.ts'

const recordName = 'swept'
/** What is stored for a round is named before the round after it opens, or never. */
const namedWithinRounds = 2

type Round = {
  readonly index: number
  readonly round: number
  /** Updates before it; of a round that opened ahead, once the one before it is closed. */
  step: number
  readonly roots: string[]
}
/** `step` undefined: the run started again from it, as the state of a step that the next round tells. */
type Snapshot = { readonly index: number; step: number | undefined; readonly root: string }
type Revert = { readonly index: number; readonly round: number; readonly to: number }

type Seen = {
  /** First entry that is not read yet. */
  next: number
  rounds: Round[]
  snapshots: Snapshot[]
  reverts: Revert[]
  retainedStep: number
  /** Rounds that were opened, as far as they were counted. */
  opened: number
  /** What no entry names, by its root: `opened` when that was seen first. */
  unnamed: Map<string, number>
}

export type Retention = {
  /** Removes what the durable entries let go. `step`: the caller's `retainedStep`; nothing is read where it is not a new one. */
  readonly look: (step: number) => Promise<void>
  /** Ends it; waits for what is under way. */
  readonly stop: () => Promise<void>
}

export function createRetention(
  log: Pick<LogStore, 'read'>,
  store: Store,
  onTrouble: (message: string) => void,
): Retention {
  let turn = Promise.resolve()
  let seen: Seen | undefined
  let swept = 0
  let stopped = false
  const sweep = async (step: number) => {
    if (step <= swept) return
    seen ??= await startFrom(store)
    const found = seen
    found.next = await readKinds(
      log,
      found.next,
      (kind, index) => take(found, kind, index),
      () => stopped,
    )
    if (stopped || seen.retainedStep <= swept) return
    await removeOld(store, await promised(log, store), seen)
    await store.record(recordName, new TextEncoder().encode(String(firstKept(seen))))
    swept = seen.retainedStep
  }
  return {
    look: (step) => {
      if (step <= swept) return turn
      turn = turn
        .then(() => sweep(step))
        .catch((error: unknown) =>
          onTrouble(`old payloads could not be removed: ${describeError(error)}`),
        )
      return turn
    },
    stop: async () => {
      stopped = true
      await turn
    },
  }
}

async function startFrom(store: Store): Promise<Seen> {
  const kept = await store.recall(recordName)
  const at = kept === undefined ? 0 : Number(new TextDecoder().decode(kept))
  const next = Number.isSafeInteger(at) && at > 0 ? at : 0
  const counts = { retainedStep: 0, opened: 0, unnamed: new Map() }
  return { next, rounds: [], snapshots: [], reverts: [], ...counts }
}

function take(seen: Seen, kind: EntryKind, index: number): void {
  const { rounds, snapshots, reverts } = seen
  const name = (round: number, roots: readonly Uint8Array[]) =>
    rounds.findLast((r) => r.round === round)?.roots.push(...roots.map(toHex))
  switch (kind.type) {
    case 'roundOpened':
      seen.opened++
      rounds.push({ index, round: kind.round, step: kind.step, roots: [] })
      for (const snapshot of snapshots) snapshot.step ??= kind.step
      return
    case 'commitmentsClosed':
      name(kind.round, payloadsOf(kind.commitments))
      return
    case 'roundClosed':
      if (kind.accepted.length > 0)
        for (const later of rounds) if (later.round > kind.round) later.step++
      return
    case 'roundMerged': {
      const messages = kind.statements.map(messageOf)
      name(
        kind.round,
        messages.flatMap((m) => (m.type === 'merged' ? [m.root] : [])),
      )
      return
    }
    case 'checkpointMade':
      snapshots.push({ index, step: kind.step, root: toHex(kind.snapshotRoot) })
      seen.retainedStep = kind.retainedStep
      return
    case 'reverted':
      reverts.push({ index, round: kind.round, to: kind.to })
      return
    case 'restarted':
      for (const snapshot of snapshots) if (snapshot.step === kind.step) snapshot.step = undefined
      return
    default:
  }
}

/** Base and data: the manifests and their files. */
async function promised(log: Pick<LogStore, 'read'>, store: Store): Promise<Set<string>> {
  const [first = new Uint8Array(0)] = await log.read(0, 1)
  const message = messageOf(first)
  const kind = message.type === 'entry' ? message.kind : undefined
  if (kind?.type !== 'runStarted') throw new Error('the log does not begin with a run')
  const roots = new Set<string>()
  for (const root of [kind.baseRoot, kind.dataRoot]) {
    roots.add(toHex(root))
    const bytes = await store.get(root)
    const manifest = bytes && parseManifest(bytes)
    if (manifest?.ok === true) for (const file of manifest.files) roots.add(file.root)
  }
  return roots
}

async function removeOld(store: Store, basis: ReadonlySet<string>, seen: Seen): Promise<void> {
  const { retainedStep } = seen
  // An update that undoes a round is of no step below the one that the next round opens at.
  const past = seen.rounds.findLast(({ step }) => step <= retainedStep)?.index ?? -1
  const reverts = seen.reverts.filter(({ index }) => index > past)
  const isUndone = (round: number) => reverts.some((r) => r.to <= round && round <= r.round)
  const isKeptRound = (r: Round) => r.step >= retainedStep || isUndone(r.round)
  const isKeptSnapshot = ({ step }: Snapshot) => step === undefined || step >= retainedStep
  const rounds = seen.rounds.filter(isKeptRound)
  const snapshots = seen.snapshots.filter(isKeptSnapshot)
  const needed = new Set([
    ...basis,
    ...rounds.flatMap(({ roots }) => roots),
    ...snapshots.map(({ root }) => root),
  ])
  const old = [
    ...seen.rounds.filter((r) => !isKeptRound(r)).flatMap(({ roots }) => roots),
    ...seen.snapshots.filter((s) => !isKeptSnapshot(s)).map(({ root }) => root),
  ]
  for (const root of old) if (!needed.has(root)) await store.remove(fromHex(root) as Uint8Array)
  Object.assign(seen, { rounds, snapshots, reverts })
  await removeUnnamed(store, needed, seen)
}

/** A round that is open may still name what is stored for it: that goes with a later checkpoint. */
async function removeUnnamed(store: Store, named: ReadonlySet<string>, seen: Seen): Promise<void> {
  const { opened, unnamed } = seen
  const still = new Map<string, number>()
  for (const root of await store.list()) {
    if (named.has(root)) continue
    const since = unnamed.get(root) ?? opened
    if (opened - since < namedWithinRounds) still.set(root, since)
    else await store.remove(fromHex(root) as Uint8Array)
  }
  seen.unnamed = still
}

const firstKept = ({ rounds, snapshots, next }: Seen): number =>
  Math.min(next, ...[...rounds, ...snapshots].map(({ index }) => index))
