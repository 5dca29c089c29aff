/**
 * What a joiner does before it follows a log: reach the coordinator, learn which run it is, fetch the base and the data by their hashes.
 */
import { join } from 'node:path'
import { planOf, type Stage } from '../../coordinator/plan.ts'
import type { View } from '../../coordinator/types.ts'
import { ownVersions, versionFault } from '../../coordinator/versions.ts'
import { applyEntry } from '../../coordinator/view.ts'
import { toHex } from '../../kernels/hash.ts'
import { infoCodec } from '../../proto/requests.ts'
import { infoProtocol, runNames } from '../../proto/topics.ts'
import { openEnvelope, sameBytes } from '../../proto/wire.ts'
import { CodedError, describeError, fail } from '../coded-error.ts'
import { createShapedEngine } from '../engines/shaped.ts'
import type { MurmurNetwork } from '../network/libp2p.ts'
import type { MemberId } from '../ports.ts'
import type { Engine } from '../ports-engine.ts'
import { systemClock } from '../system/clock.ts'
import type { Interrupts } from '../system/interrupt.ts'
import { describeMachine } from '../system/machine.ts'
import { unpackFolder } from './artifacts.ts'
import { catchUp } from './catch-up.ts'
import { type EngineHearing, openEngine } from './engine.ts'
import type { NodeControl } from './member-control.ts'
import { computeSettings, type Model, openModel } from './model.ts'
import type { JoinOptions } from './options.ts'
import type { Reporter } from './reporter.ts'
import { type BatchOf, openRows } from './rows.ts'
import type { shareBlobs, Workplace } from './workplace.ts'

const connectMs = 10_000
export const largestBaseFileBytes = 2 ** 34

export type Join = {
  readonly options: JoinOptions
  readonly name: string
  readonly reporter: Reporter
  readonly place: Workplace
  readonly network: MurmurNetwork
  readonly interrupts: Interrupts
  readonly control: NodeControl
}

/** Connects, trying again with back-off, and says so. */
export async function reach(join: Join): Promise<MemberId> {
  const { options, reporter, network, interrupts, control } = join
  control.stage('trying to reach the coordinator')
  const until = systemClock.now() + options.patienceMs
  for (let waitMs = 500; ; waitMs = Math.min(10_000, 2 * waitMs)) {
    try {
      return await network.connect(options.address, connectMs)
    } catch (error) {
      const usage = error instanceof CodedError && error.code === 'E_USAGE'
      if (usage || interrupts.signal.aborted || systemClock.now() + waitMs > until) throw error
      reporter.event(
        'retrying',
        { message: describeError(error), waitMs },
        `${describeError(error)} Trying again in ${waitMs / 1000} s.`,
      )
    }
    await new Promise<void>((done) => {
      const cancel = systemClock.after(waitMs, done)
      interrupts.signal.addEventListener('abort', () => {
        cancel()
        done()
      })
    })
  }
}

/** The first entry of the run: from the coordinator, and the same as in this folder if there is one. */
export async function learnRun(
  { place, network, reporter, control }: Join,
  coordinator: MemberId,
): Promise<{ readonly view: View; readonly envelope: Uint8Array }> {
  control.stage('learning which run it is')
  const answer = await network.request(coordinator, infoProtocol, new Uint8Array(0), connectMs)
  const info = infoCodec.decode(answer)
  const fault = info && versionFault(ownVersions, info)
  // Before base and data are fetched; the coordinator refuses the join all the same.
  if (fault !== undefined) fail('E_VERSION', fault)
  const envelope = info?.firstEntry ?? new Uint8Array(0)
  const { crypto, log, folder } = place
  const opened = openEnvelope(envelope, crypto.verify, undefined)
  const fold =
    opened.ok && opened.signed.message.type === 'entry'
      ? applyEntry(crypto, undefined, { ...opened.signed, message: opened.signed.message })
      : undefined
  if (fold?.ok !== true)
    fail(
      'E_VERSION',
      'the coordinator shows no first entry that this murmur understands',
      'Both sides must run the same version.',
    )
  const [kept] = await log.read(0, 1)
  if (kept === undefined) await log.append(0, envelope)
  else if (!sameBytes(kept, envelope))
    fail('E_EXISTS', `${folder} belongs to another run`, 'Choose another folder with --home.')
  const { view } = fold
  const runId = toHex(view.runId)
  if (view.coordinator !== coordinator)
    await catchUp({ network, names: runNames(runId), log, crypto }, coordinator)
  reporter.event(
    'run',
    { runId, peerId: network.peerId, name: view.config.name },
    `run ${view.config.name} (${runId.slice(0, 12)}), ${planOf(view.config).rounds} rounds; this node is ${network.peerId}`,
  )
  return { view, envelope }
}

type FetchBlob = ReturnType<typeof shareBlobs>

/** From the store, or fetched, checked and kept. */
export async function obtain(
  place: Workplace,
  root: Uint8Array,
  what: string,
  fetch: (root: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  const kept = await place.store.get(root)
  if (kept !== undefined) return kept
  const got = await fetch(root)
  if (got === undefined)
    fail('E_UNREACHABLE', `the run's ${what} could not be fetched`, 'Try again; nothing was lost.')
  await place.store.put(got)
  return got
}

export async function fetchModel(
  { place, reporter, control }: Join,
  view: View,
  fetchBlob: FetchBlob,
  coordinator: MemberId,
): Promise<Model> {
  const folder = join(place.folder, 'base')
  control.stage('fetching the base model')
  reporter.event('fetching', {}, 'fetching the base model')
  await unpackFolder(
    (root) =>
      obtain(place, root, 'base model', (wanted) =>
        fetchBlob(wanted, [coordinator], largestBaseFileBytes),
      ),
    view.started.baseRoot,
    folder,
  )
  const model = await openModel(folder, view.config)
  if (!sameBytes(model.tableBytes, view.started.table))
    fail('E_VERIFY', "the base model is not the one of the run's first entry", 'Tell its operator.')
  return model
}

/** The run's data, from the store or from the coordinator. */
export function fetchRows(
  { place, control }: Join,
  view: View,
  model: Model,
  fetchBlob: FetchBlob,
  coordinator: MemberId,
): Promise<BatchOf> {
  const { dataRoot } = view.started
  control.stage('fetching the data')
  return openRows(view.config, dataRoot, model.config.vocabSize, (root) =>
    obtain(place, root, 'data', (wanted) => fetchBlob(wanted, [coordinator], largestBaseFileBytes)),
  )
}

/** The engine of this node, made for the rows of each stage when it comes. */
export function openRunEngine(
  { options, reporter, control, interrupts }: Join,
  view: View,
  model: Model,
  onLost: EngineHearing['onLost'] & {},
): Promise<Engine> {
  const threads = options.threads ?? Math.max(1, Math.floor(describeMachine().cores / 2))
  control.stage('choosing and starting the engine')
  const say = (line: string) => reporter.event('engine', { message: line }, line)
  const [first] = planOf(view.config).stages as readonly [Stage]
  const { rowsPerBatch, rowTokens } = first.config
  // Once it takes part, it is not the moment to start again.
  let guarded = true
  return createShapedEngine(
    (shape) => {
      const hearing = { say, onLost, guarded, signal: interrupts.signal }
      guarded = false
      const settings = { config: model.config, ...shape, threads }
      const compute = computeSettings(options.compute, options.device)
      return openEngine(options, { ...settings, ...compute }, hearing)
    },
    { rows: rowsPerBatch, length: rowTokens },
  )
}
