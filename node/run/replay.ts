/**
 * `murmur replay`: base or a logged checkpoint + log + payloads → the model, bit for bit, in a process that trusts nothing but the log's
 * signatures.
 *
 * Every entry is opened, checked and folded again; every payload is read by its hash; every digest and state that the log names on the way
 * is compared. The first entry that does not follow is named, by index, kind and code.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { frameCodes, readFrame } from '../../coordinator/frame.ts'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import { fail } from '../coded-error.ts'
import { applyRound } from '../perform-jobs.ts'
import type { Trainer } from '../ports.ts'
import { openStore } from '../store/content.ts'
import { sha256 } from '../system/crypto.ts'
import { unpackFolder } from './artifacts.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { followLog, openFolderLog, readerRules } from './log/read.ts'
import { openModel, openReplica } from './model.ts'
import type { ReplayOptions } from './options.ts'
import { useFolder } from './out-folder.ts'
import { type PlannedRound, planReplay, type ReplayPlan } from './replay-plan.ts'
import { namedSteps, openSources, type ReplaySources, stateRootOf } from './replay-sources.ts'
import { createReporter, type Reporter } from './reporter.ts'

const short = (root: Uint8Array) => toHex(root).slice(0, 12)

export async function runReplay(options: ReplayOptions): Promise<void> {
  if (options.out === undefined) return replayTo(options, undefined)
  await useFolder(options.out, (out) => replayTo(options, out))
}

async function replayTo(options: ReplayOptions, out: string | undefined): Promise<void> {
  const folder = resolve(options.folder)
  const log = openFolderLog(folder)
  const reporter = createReporter({ ...options, name: 'replay' })
  const scratch = mkdtempSync(join(tmpdir(), 'murmur-replay-'))
  try {
    const plan = await planReplay(followLog(log, readerRules()))
    if (plan === undefined) return fail('E_VERIFY', `the log in ${folder} is empty`)
    const { view } = plan
    if (!existsSync(join(folder, 'store')))
      fail('E_INPUT', `${folder} holds no payloads`, 'Give the folder of a coordinator or member.')
    const store = await openStore(join(folder, 'store'), sha256)
    const fetch = async (root: Uint8Array) =>
      (await store.get(root)) ??
      fail('E_INPUT', `the store of ${folder} lacks ${short(root)}`, 'It is part of the base.')
    await unpackFolder(fetch, view.started.baseRoot, join(scratch, 'base'))
    const model = await openModel(join(scratch, 'base'), view.config)
    if (!sameBytes(model.tableBytes, view.started.table))
      fail('E_VERIFY', "the stored base is not the one of the run's first entry")
    const trainer = openReplica(model, view.config, sha256)
    const sources = await openSources(plan, store, folder, options.archive)
    const from = options.from ?? sources.first()
    const digest = await restore(plan, from, sources, trainer, model.baseBytes)
    await applyAll({ plan, sources, trainer, reporter, from, digest })
    const stateRoot = toHex(await trainer.stateRoot())
    if (out !== undefined) await writeCheckpoint(out, model, view)
    reporter.stop()
    report(reporter, plan, from, stateRoot, options.out)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    reporter.stop()
    await log.close()
  }
}

/** Puts the replica where the replay begins; gives D there. */
async function restore(
  plan: ReplayPlan,
  from: number,
  sources: ReplaySources,
  trainer: Trainer,
  base: Uint8Array,
): Promise<Uint8Array> {
  const root = stateRootOf(plan, from)
  if (root === undefined)
    return fail(
      'E_USAGE',
      `the log names no checkpoint of step ${from}`,
      `It names the base (0) and steps ${namedSteps(plan).slice(1).join(', ')}; payloads are kept from step ${plan.view.retainedStep} on.`,
    )
  // The state of a restart is that of the checkpoint that it went back to, or the base.
  if (root.length === 0) return trainer.restore(base, from)
  const bytes = await sources.get(root, from)
  if (bytes === undefined) {
    const { why, hint } = sources.missing(from)
    return fail('E_INPUT', `the checkpoint of step ${from} (${short(root)}) is missing${why}`, hint)
  }
  const digest = await trainer.restore(bytes, from)
  const { states, points } = plan
  const named = states.find(({ step }) => step === from)
  const state = named ?? points.find(({ step }) => step === from)
  if (state === undefined || !sameBytes(await trainer.stateRoot(), state.stateRoot))
    return named === undefined
      ? fail('E_VERIFY', `the state of step ${from}, which the run started again from, is another`)
      : differs(named.index, 'checkpointMade', 'replay-state')
  return digest
}

const differs = (index: number, kind: string, code: string): never =>
  fail(
    'E_VERIFY',
    `entry ${index} (${kind}) does not follow from the payloads: ${code}`,
    'What stands before it does. docs/log.md explains the codes.',
  )

type Applying = {
  readonly plan: ReplayPlan
  readonly sources: ReplaySources
  readonly trainer: Trainer
  readonly reporter: Reporter
  readonly from: number
  readonly digest: Uint8Array
}

async function applyAll({
  plan,
  sources,
  trainer,
  reporter,
  from,
  digest,
}: Applying): Promise<void> {
  const rounds = plan.rounds.filter(({ closed }) => closed.step >= from)
  /** D of the states that members may still claim to have trained on, by their steps. */
  const digests = new Map([[from, digest]])
  for (const [i, round] of rounds.entries()) {
    const { closed, index, kind, claimed } = round
    // Empty where it lies before the checkpoint that this begins from.
    const before = digests.get(closed.trainsOn)
    if (claimed.length > 0 && before !== undefined && !sameBytes(claimed, before))
      differs(index, kind, 'replay-digest')
    await requirePayloads(sources, round)
    const get = (root: Uint8Array) => sources.get(root, closed.step)
    digests.set(closed.step + 1, await applyRound({ store: { get }, trainer }, closed))
    digests.delete(closed.step - 1)
    const named = plan.states.find(({ step }) => step === closed.step + 1)
    if (named !== undefined && !sameBytes(await trainer.stateRoot(), named.stateRoot))
      differs(named.index, 'checkpointMade', 'replay-state')
    reporter.progress(i + 1, rounds.length, `round ${closed.round}`)
  }
}

async function requirePayloads(
  sources: ReplaySources,
  { closed, index, kind }: PlannedRound,
): Promise<void> {
  for (const { payloadHash, member, binding } of closed.contributions) {
    const frame = await sources.get(payloadHash, closed.step)
    if (frame === undefined) {
      const { why, hint } = sources.missing(closed.step)
      const what = `the payload ${short(payloadHash)} of ${member.slice(0, 12)} for round ${closed.round} (entry ${index}) is missing`
      return fail('E_INPUT', `${what}${why}`, hint)
    }
    const found = readFrame(frame)?.binding
    if (found === undefined || !sameBytes(found, binding)) differs(index, kind, frameCodes.foreign)
  }
}

function report(
  reporter: Reporter,
  { view, states }: ReplayPlan,
  from: number,
  stateRoot: string,
  out: string | undefined,
): void {
  const lineage = toHex(view.lineage)
  const where = out === undefined ? '' : `; checkpoint in ${resolve(out)}`
  const start = from === 0 ? 'the base' : `the checkpoint of step ${from}`
  const { step, length: entries, phase } = view
  const { retainedStep } = view
  const older =
    from === 0 || retainedStep === 0 ? '' : ` (payloads are kept from step ${retainedStep} on)`
  const checkpoints = states.filter((state) => state.step > from).length
  reporter.event(
    'replayed',
    { lineage, step, entries, stateRoot, phase, from, retainedStep, checkpoints },
    `${entries} entries follow; from ${start}${older} to step ${step}, ${checkpoints} logged states the same; lineage ${lineage.slice(0, 16)}, state ${stateRoot.slice(0, 16)}${where}`,
  )
}
