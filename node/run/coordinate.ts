/**
 * `murmur coordinate`: operates a run from a run file. Prepares data, writes the first entry, listens, decides; its own replica applies
 * every round and becomes the checkpoint.
 *
 * Started again in the same folder it goes on where its log ends.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { canonicalConfig } from '../../coordinator/config.ts'
import { stagesOf } from '../../coordinator/stages.ts'
import { startLog } from '../../coordinator/start.ts'
import type { View } from '../../coordinator/types.ts'
import { ownVersions, versionFault } from '../../coordinator/versions.ts'
import { nextSegment } from '../../coordinator/view-checkpoint.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import { refuseForeign } from '../checkpoints/folder.ts'
import { codeOf, fail } from '../coded-error.ts'
import { openNetwork } from '../network/libp2p.ts'
import type { Store } from '../ports.ts'
import { systemClock } from '../system/clock.ts'
import { sha256 } from '../system/crypto.ts'
import { writeFileAtomic } from '../system/files.ts'
import { watchInterrupts } from '../system/interrupt.ts'
import { packFolder } from './artifacts.ts'
import { makeChain, openChain } from './beacon-secret.ts'
import { checkpointFolder } from './checkpoint.ts'
import { operate } from './coordinator.ts'
import { prepareData, type RunData } from './data.ts'
import { type Model, openModel } from './model.ts'
import { operatorKey } from './operator.ts'
import type { CoordinateOptions } from './options.ts'
import { recover } from './recover.ts'
import { createReporter, type Reporter } from './reporter.ts'
import { type RunFile, readRunFile } from './run-file.ts'
import type { Folded } from './saved-fold.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

const leaveMs = 60_000

export async function runCoordinator(options: CoordinateOptions): Promise<void> {
  const runFile = await readRunFile(options.runFile)
  const basePath = options.base === undefined ? runFile.basePath : resolve(options.base)
  const home = resolve(options.home ?? `${basename(options.runFile).replace(/\.ya?ml$/, '')}-run`)
  await refuseForeign(checkpointFolder({ options, home }))
  const reporter = createReporter({ ...options, name: runFile.config.name })
  const model = await openBase(basePath, runFile)
  refuseLongRows(runFile, model)
  // Whatever is wrong with the input is found before anything is written.
  const data = await prepareRunData(runFile, model, reporter)
  const place = await openWorkplace(home, 'murmur coordinate')
  const interrupts = watchInterrupts({
    leaveMs,
    onFirst: () =>
      reporter.event('pausing', {}, 'pausing after this round; press Ctrl-C again to stop at once'),
    onForced: (why) => reporter.event('forced', { why }, why),
  })
  let network: Awaited<ReturnType<typeof openNetwork>> | undefined
  try {
    const pack = packing(runFile, model, basePath, data)
    const recovered = await openLog(place, runFile, model, pack, options.operatorKey)
    const chain = await openChain(place.folder, recovered.view)
    network = await openNetwork({
      rawKey: place.identity.rawKey,
      listen: options.listen,
      announce: options.announce,
      clock: systemClock,
    })
    await operate({
      options,
      reporter,
      place,
      network,
      interrupts,
      model,
      chain,
      data,
      home,
      archivePath: runFile.archivePath,
      recovered,
      view: recovered.view,
    })
  } finally {
    interrupts.dispose()
    reporter.stop()
    await network?.stop()
    await place.close()
  }
}

function refuseLongRows({ config }: RunFile, model: Model): void {
  const { maxPositions } = model.config
  for (const { rowTokens, name } of stagesOf(config))
    if (rowTokens > maxPositions)
      fail(
        'E_CONFIG',
        `rowTokens ${rowTokens}${config.stages.length > 0 ? ` of stage ${name}` : ''} is above the model's ${maxPositions} positions`,
        'Lower rowTokens, or choose another base.',
      )
}

/** The base, with the run file's tokenizer where it names one. */
async function openBase(basePath: string, { tokenizerPath, config }: RunFile): Promise<Model> {
  const model = await openModel(basePath, config)
  if (tokenizerPath === undefined) return model
  const text = await readFile(tokenizerPath, 'utf8').catch((error: unknown) =>
    fail('E_INPUT', `${tokenizerPath} cannot be read (${codeOf(error)})`, 'Give a tokenizer.json.'),
  )
  try {
    return { ...model, checkpoint: { ...model.checkpoint, tokenizerJson: JSON.parse(text) } }
  } catch (error) {
    return fail('E_TOKENIZER', `${tokenizerPath} is not JSON: ${(error as Error).message}`)
  }
}

async function prepareRunData(
  runFile: RunFile,
  model: Model,
  reporter: Reporter,
): Promise<RunData> {
  const data = await prepareData(runFile.sources, runFile.config, model.checkpoint)
  const left =
    data.tooLong === 0 ? '' : `; ${data.tooLong} samples are longer than a row and left out`
  reporter.event(
    'data',
    {
      samples: data.samples,
      rows: data.rows,
      tooLong: data.tooLong,
      packingEfficiency: data.packingEfficiency,
    },
    `${data.samples} samples in ${data.rows} rows, ${(100 * data.packingEfficiency).toFixed(1)} % full${left}`,
  )
  return data
}

const baseFiles = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'generation_config.json',
  'model.safetensors',
  'model.safetensors.index.json',
]

/** What an operator may do who started another release too early. */
const changeHint = ({ change, round }: View): string =>
  change === undefined
    ? 'The log was left as it is. To go over to another release, give its versions with murmur run change, from the old one.'
    : `The log was left as it is. It goes over to kernel version ${change.kernel} and protocol version ${change.protocol} at round ${change.round}, and stands at ${round}.`

type Roots = { readonly baseRoot: Uint8Array; readonly dataRoot: Uint8Array }
type Pack = (store: Pick<Store, 'put'>) => Promise<Roots>

/** Base and data as content. */
function packing(runFile: RunFile, model: Model, basePath: string, data: RunData): Pack {
  const rows = new Map(data.sources.map(({ name, bundle }) => [name, bundle]))
  const names = baseFiles.filter((name) => existsSync(join(basePath, name)))
  const tokenizer = new TextEncoder().encode(`${JSON.stringify(model.checkpoint.tokenizerJson)}\n`)
  const replaced =
    runFile.tokenizerPath === undefined ? [] : [['tokenizer.json', tokenizer] as const]
  return async (store) => ({
    dataRoot: await packFolder(store, basePath, [...rows.keys()], rows),
    baseRoot: await packFolder(store, basePath, names, new Map(replaced)),
  })
}

/** Names content and keeps none. */
const namesOnly: Pick<Store, 'put'> = { put: async (bytes) => blobRoot(sha256, bytes) }

/** The view of the folder's log; makes the first entry where there is none. */
async function openLog(
  place: Workplace,
  { config, archivePath }: RunFile,
  model: Model,
  pack: Pack,
  operatorGiven: string | undefined,
): Promise<Folded> {
  const { store, log, crypto, folder } = place
  const recovered = await recover(log, crypto)
  if (recovered !== undefined) {
    const roots = await pack(namesOnly)
    refuseOther(place, recovered.view, config, roots)
    // A process that died after the last entry may have left segments that no archive has.
    const isArchived = archivePath === undefined || nextSegment(recovered.view) === undefined
    if (recovered.view.phase === 'Finished' && isArchived) refuseFinished(place)
    // What somebody removed, or a folder that was taken over lacks, is there again.
    const kept = await Promise.all([store.get(roots.baseRoot), store.get(roots.dataRoot)])
    if (kept.includes(undefined)) await pack(store)
    return recovered
  }
  const roots = await pack(store)
  const operator = await operatorKey(folder, operatorGiven)
  const start = {
    config,
    ...roots,
    table: model.tableBytes,
    beaconEnd: (await makeChain(folder, 0)).end,
    operator,
  }
  const { entry, view } = startLog(crypto, start, systemClock.now())
  await writeFileAtomic(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  await log.append(0, entry.envelope)
  return { view, history: [] }
}

/** Refuses a folder whose run cannot be gone on with from this run file. Invariant: nothing in it was written before. */
function refuseOther(
  { crypto, folder }: Workplace,
  view: View,
  config: RunFile['config'],
  { baseRoot, dataRoot }: Roots,
): void {
  const fault = versionFault(ownVersions, view)
  if (fault !== undefined) fail('E_VERSION', fault, changeHint(view))
  if (view.coordinator !== crypto.self)
    fail(
      'E_EXISTS',
      `${folder} holds the log of another coordinator`,
      'Choose another folder with --home; or, as its operator, take the run over: murmur log takeover.',
    )
  // A live run may have been changed since: its file is that of the start, or says what is in force now.
  const same =
    [view.started.config, canonicalConfig(view.config)].includes(canonicalConfig(config)) &&
    Buffer.from(view.started.dataRoot).equals(dataRoot) &&
    Buffer.from(view.started.baseRoot).equals(baseRoot)
  if (!same)
    fail(
      'E_EXISTS',
      `${folder} holds a run with another configuration, base or data`,
      'Choose another folder with --home.',
    )
}

const refuseFinished = ({ folder }: Workplace): never =>
  fail(
    'E_EXISTS',
    `the run in ${folder} is finished`,
    'Choose another folder with --home, or read it with murmur log show.',
  )
