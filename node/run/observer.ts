/**
 * The coordinator's own replica: the world of its observer, and the exports that follow from it.
 */
import { newestRoot, type Origin, originsOf } from '../../coordinator/origin.ts'
import type { CoordinatorEvent, View } from '../../coordinator/types.ts'
import type { RunNames } from '../../proto/topics.ts'
import { CodedError } from '../coded-error.ts'
import type { MemberWorld, Snapshot, WithoutNow } from '../perform-world.ts'
import type { Introduction } from '../roles/types.ts'
import { systemClock } from '../system/clock.ts'
import { sha256 } from '../system/crypto.ts'
import { exportRun } from './checkpoint.ts'
import type { Operation } from './coordinator.ts'
import { codeOfEnd, sayEvidence } from './evidence.ts'
import { createExporter, type Exporter } from './exporter.ts'
import { type RunningMember, readWholeLog, startMember } from './member.ts'
import { openReplica } from './model.ts'
import type { Folded } from './saved-fold.ts'
import type { shareBlobs } from './workplace.ts'

export type Post = (event: WithoutNow<CoordinatorEvent>) => void

/** An observer never joins; its machine asks for the form all the same. */
const observerIntroduction: Introduction = {
  name: 'coordinator',
  addresses: [],
  engine: '',
  threads: 1,
  invite: new Uint8Array(0),
}

export function exporterOf(
  operation: Operation,
  parts: {
    readonly view: () => View
    readonly post: Post
    readonly fail: (error: unknown) => void
  },
): Exporter {
  return createExporter({
    write: (wish, isStill) => exportRun(operation, parts.view(), wish, isStill),
    onDone: (step) => parts.post({ type: 'exported', step }),
    onFault: parts.fail,
  })
}

type ReplicaParts = {
  readonly names: RunNames
  readonly fetchBlob: ReturnType<typeof shareBlobs>
  readonly post: Post
  readonly exporter: Exporter
  readonly fail: (error: unknown) => void
}

export async function startReplica(
  operation: Operation,
  parts: ReplicaParts,
): Promise<RunningMember> {
  const { crypto } = operation.place
  const { origin, history } = await beginningOf(operation)
  return startMember(
    replicaWorld(operation, parts),
    { ...operation.recovered, history },
    { crypto, role: 'observer', introduction: observerIntroduction, answer: () => {}, origin },
  )
}

/** The newest checkpoint; where this folder lacks it, as one that a member had, the newest that it holds, or the base. */
async function beginningOf({ place, recovered }: Operation): Promise<{
  readonly origin: Origin | undefined
  readonly history: Folded['history']
}> {
  const { history } = recovered
  const held = new Set(await place.store.list())
  const holds = (root: string | undefined) => root === undefined || held.has(root)
  if (holds(newestRoot(recovered.view))) return { origin: undefined, history }
  // Every signature was checked when the log was recovered.
  const rules = { hash: sha256, verify: () => true }
  const found = originsOf(rules, await readWholeLog(place.log))
  const origin = found.origins.find(({ root }) => holds(root))
  if (origin === undefined) return { origin, history }
  return { origin, history: found.history.filter(({ step }) => step >= origin.step) }
}

/** The world of the coordinator's own replica. */
function replicaWorld(operation: Operation, parts: ReplicaParts): MemberWorld {
  const { place, network, model, view, reporter } = operation
  return {
    runId: view.runId,
    names: parts.names,
    hash: sha256,
    verify: place.crypto.verify,
    clock: systemClock,
    network,
    store: place.store,
    // The replica hears of an entry when it is on the disk: here it only keeps the fold.
    log: { ...place.log, append: async () => {} },
    trainer: openReplica(model, view.config, sha256),
    base: async () => model.baseBytes,
    fetchBlob: parts.fetchBlob,
    onShow: ({ step }: { step: number }) => parts.exporter.reached(step),
    foreign: 'foreign',
    onEvidence: (ours, theirs) => sayEvidence(reporter, place.folder, ours, theirs),
    onEnd: (code: string, message: string) => {
      if (code !== 'finished') parts.fail(new CodedError(codeOfEnd(code), message))
    },
    onHeld: (root: string) => parts.post({ type: 'held', root }),
    onMerged: parts.post,
    onSnapshot: (snapshot: Snapshot) => parts.post({ type: 'snapshot', ...snapshot }),
    onTrouble: (message: string) => reporter.event('trouble', { message }),
  }
}
