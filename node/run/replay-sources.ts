/**
 * Where a replay finds its bytes: the store of the folder, then the archived segments that the log names. And what it says where they are
 * not there: which segment is missing, and from which checkpoint a replay would work.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import type { Store } from '../ports.ts'
import { archiveRecord } from './archive/archiver.ts'
import { openSegment, type SegmentFile, segmentName } from './archive/file.ts'
import type { PlannedSegment, ReplayPlan } from './replay-plan.ts'

type Opened = PlannedSegment & {
  readonly path: string
  readonly file: SegmentFile | 'missing' | 'damaged' | 'another'
}

export type ReplaySources = {
  /** A blob that the update or the checkpoint of `step` needs. */
  readonly get: (root: Uint8Array, step: number) => Promise<Uint8Array | undefined>
  /** Where a replay begins that is not told: the first state from which everything is promised, here or in the archive. */
  readonly first: () => number
  /** Why what the step needs is not there, and the nearest start that works, as two sentences without their ends. */
  readonly missing: (step: number) => { readonly why: string; readonly hint: string }
}

/** `archive`: a folder of segments; undefined: what the store recorded, or `archive` in the run's folder. */
export async function openSources(
  plan: ReplayPlan,
  store: Store,
  folder: string,
  archive: string | undefined,
): Promise<ReplaySources> {
  const segments = await openSegments(plan, archive ?? (await recorded(store, folder)))
  const covering = (step: number) => segments.find(({ from, to }) => from <= step && step < to)
  const parts: Parts = { plan, segments, held: new Set(await store.list()) }
  return {
    get: async (root, step) => {
      const kept = await store.get(root)
      if (kept !== undefined) return kept
      const file = covering(step)?.file
      return typeof file === 'object' ? file.read(toHex(root)) : undefined
    },
    first: () => firstStep(parts),
    missing: (step) => ({
      why: whyMissing(plan, covering(step), step),
      hint: nearestHint(parts, step),
    }),
  }
}

async function recorded(store: Store, folder: string): Promise<string> {
  const own = join(folder, 'archive')
  const kept = await store.recall(archiveRecord)
  const path = kept && new TextDecoder().decode(kept)
  return path !== undefined && existsSync(path) ? path : own
}

async function openSegments({ view, segments }: ReplayPlan, folder: string): Promise<Opened[]> {
  const all: Opened[] = []
  for (const segment of segments) {
    const { from, to, root } = segment
    const path = join(folder, segmentName(view.runId, from, to))
    const file = await openSegment(path)
    const isAnother = typeof file === 'object' && !sameBytes(file.root, root)
    all.push({ ...segment, path, file: isAnother ? 'another' : file })
  }
  return all
}

type Parts = {
  readonly plan: ReplayPlan
  readonly segments: readonly Opened[]
  /** Hex roots in the store. */
  readonly held: ReadonlySet<string>
}

/** Steps whose states the log names, rising: the base, checkpoints, and those that the run started again from. */
export function namedSteps({ states, points }: ReplayPlan): number[] {
  const steps = [0, ...[...states, ...points].map(({ step }) => step)]
  return [...new Set(steps)].sort((a, b) => a - b)
}

/** The blob of the state of a step; empty: the base. */
export function stateRootOf({ states, points }: ReplayPlan, step: number): Uint8Array | undefined {
  if (step === 0) return new Uint8Array(0)
  return [...states, ...points].find((state) => state.step === step)?.root
}

function firstStep({ plan, segments }: Parts): number {
  const { rounds, view } = plan
  // A run that went back to the base since begins there.
  if (!rounds.some(({ closed }) => closed.step < view.retainedStep)) return 0
  let first = view.retainedStep
  for (let more = true; more; ) {
    const before = segments.find(
      ({ from, to, file }) => typeof file === 'object' && from < first && first <= to,
    )
    more = before !== undefined
    first = before?.from ?? first
  }
  return namedSteps(plan).find((step) => step >= first) ?? view.retainedStep
}

function whyMissing(
  { states, view }: ReplayPlan,
  segment: Opened | undefined,
  step: number,
): string {
  if (segment !== undefined && typeof segment.file === 'string') {
    const { from, to, index, path, file } = segment
    const fault = { missing: 'is not there', damaged: 'is damaged', another: 'is another' }[file]
    return `: the segment from step ${from} to step ${to}, which entry ${index} names, ${fault}: ${path}`
  }
  if (step >= view.retainedStep) return ''
  const ends = [0, ...states.map((state) => state.step), view.retainedStep]
  const first = Math.max(...ends.filter((end) => end <= step))
  const last = Math.min(...ends.filter((end) => end > step))
  return `: the segment from step ${first} to step ${last} is gone`
}

function nearestHint(parts: Parts, step: number): string {
  const { plan } = parts
  const kept = `The log keeps payloads from step ${plan.view.retainedStep} on`
  const near = (start: number) => Math.abs(start - step)
  const found = namedSteps(plan)
    .filter((start) => works(parts, start))
    .reduce<number | undefined>(
      (best, start) => (best === undefined || near(start) <= near(best) ? start : best),
      undefined,
    )
  return found === undefined
    ? `${kept}, and no start works with what is here: use a folder that holds them, or --archive.`
    : `${kept}; the nearest start that works here is --from ${found}.`
}

/** Whether the store and the archive list everything that a replay from `start` reads. */
function works({ plan, segments, held }: Parts, start: number): boolean {
  const has = (root: Uint8Array, step: number) => {
    const name = toHex(root)
    return (
      name === '' ||
      held.has(name) ||
      segments.some(
        ({ from, to, file }) =>
          typeof file === 'object' && from <= step && step < to && file.blobs.includes(name),
      )
    )
  }
  const root = stateRootOf(plan, start)
  const rounds = plan.rounds.filter(({ closed }) => closed.step >= start)
  return (
    root !== undefined &&
    has(root, start) &&
    rounds.every(({ closed }) =>
      closed.contributions.every(({ payloadHash }) => has(payloadHash, closed.step)),
    )
  )
}
