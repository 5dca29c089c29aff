/**
 * `murmur join`: one command from an address to a contributing node.
 *
 * Asks the coordinator which run it is, checks the first entry, fetches base and data by their hashes, then follows the log. Ctrl-C
 * leaves after the round that is under way.
 */
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { planOf } from '../../coordinator/plan.ts'
import type { View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { type RunNames, runNames } from '../../proto/topics.ts'
import { writeSafetensors } from '../checkpoints/export.ts'
import { fail } from '../coded-error.ts'
import type { UpdatePool } from '../demo/pool.ts'
import { serveRun } from '../inbound.ts'
import { type MurmurNetwork, openNetwork } from '../network/libp2p.ts'
import type { MemberWorld } from '../perform-world.ts'
import type { MemberId } from '../ports.ts'
import type { Engine } from '../ports-engine.ts'
import { isVeiled } from '../roles/contributor.ts'
import { systemClock } from '../system/clock.ts'
import { sha256 } from '../system/crypto.ts'
import { watchInterrupts } from '../system/interrupt.ts'
import { codeOfEnd, sayEvidence } from './evidence.ts'
import { fetchModel, fetchRows, type Join, learnRun, openRunEngine, reach } from './join-steps.ts'
import { type RunningMember, startMember } from './member.ts'
import { type NodeControl, startNodeControl } from './member-control.ts'
import { type Model, openTrainer, openUpdatePool } from './model.ts'
import type { JoinOptions } from './options.ts'
import { recover } from './recover.ts'
import { createReporter } from './reporter.ts'
import type { BatchOf } from './rows.ts'
import { openWorkplace, shareBlobs } from './workplace.ts'

const leaveMs = 30_000

export async function runMember(options: JoinOptions): Promise<void> {
  const name = options.name ?? hostname().slice(0, 32)
  const reporter = createReporter({ ...options, name })
  const home = options.home ?? join(homedir(), '.murmur', folderOf(options.address))
  const place = await openWorkplace(home, 'murmur join')
  const interrupts = watchInterrupts({
    leaveMs,
    onFirst: () =>
      reporter.event('leaving', {}, 'leaving after this round; press Ctrl-C again to stop at once'),
    onForced: (why) => reporter.event('forced', { why }, why),
  })
  let network: MurmurNetwork | undefined
  let control: NodeControl | undefined
  try {
    control = await startNodeControl({
      folder: place.folder,
      self: place.crypto.self,
      name,
      coordinator: options.address,
      log: place.log,
      network: () => network,
    })
    network = await openNetwork({
      rawKey: place.identity.rawKey,
      listen: options.listen,
      announce: options.announce,
      clock: systemClock,
    })
    await contribute({ options, name, reporter, place, network, interrupts, control })
  } finally {
    interrupts.dispose()
    reporter.stop()
    await control?.stop()
    await network?.stop()
    await place.close()
  }
}

/** The folder of a run is named after its coordinator's peer id. */
function folderOf(address: string): string {
  const peer = /\/p2p\/([A-Za-z0-9]+)$/.exec(address)?.[1]
  if (peer === undefined)
    fail(
      'E_USAGE',
      `${address} is not the address of a coordinator`,
      'Give the whole line that murmur coordinate printed: /ip4/…/tcp/…/p2p/…',
    )
  return peer
}

type End = { readonly code: string; readonly message: string }

/** What a joiner has before it computes anything. */
type Gathered = {
  readonly coordinator: MemberId
  readonly first: { readonly view: View; readonly envelope: Uint8Array }
  readonly model: Model
  readonly batch: BatchOf
  readonly names: RunNames
  readonly fetchBlob: MemberWorld['fetchBlob']
  readonly pool: UpdatePool | undefined
  readonly onStart: (running: RunningMember) => void
}

async function contribute(parts: Join): Promise<void> {
  const { place, network } = parts
  const coordinator = await reach(parts)
  const first = await learnRun(parts, coordinator)
  const { view } = first
  const names = runNames(toHex(view.runId))
  let member: RunningMember | undefined
  // Before it knows what it committed to, a node shows nothing.
  const isVeiledHere = (root: Uint8Array) =>
    member === undefined || isVeiled(member.state(), toHex(root))
  const fetchBlob = shareBlobs(network, names, place.store, isVeiledHere)
  const model = await fetchModel(parts, view, fetchBlob, coordinator)
  const batch = await fetchRows(parts, view, model, fetchBlob, coordinator)
  const ending = Promise.withResolvers<End>()
  const engine = await openRunEngine(parts, view, model, (message, code) =>
    ending.resolve({ code: code === 'E_ENGINE' ? 'engine' : 'engine-timeout', message }),
  )
  let pool: UpdatePool | undefined
  try {
    pool = openUpdatePool(model, view.config.topK, parts.options.threads)
    const onStart = (running: RunningMember) => {
      member = running
    }
    const gathered = { coordinator, first, model, batch, names, fetchBlob, pool, onStart }
    await follow(parts, gathered, engine, ending)
  } finally {
    await pool?.close()
    await engine.close()
  }
}

async function follow(
  parts: Join,
  { first, model, batch, names, fetchBlob, pool, onStart }: Gathered,
  engine: Engine,
  { promise: ended, resolve }: PromiseWithResolvers<End>,
): Promise<void> {
  const { options, place, network, interrupts, control } = parts
  const { view } = first
  const trainer = openTrainer(model, view.config, batch, {
    engine,
    applyVotes: pool?.apply,
    hash: sha256,
    now: () => performance.now(),
  })
  const recovered = (await recover(place.log, place.crypto)) ?? fail('E_BUG', 'the log is empty')
  let member: RunningMember | undefined
  const inbound = serveRun({
    network,
    names,
    runId: view.runId,
    view: () => member?.state().view ?? recovered.view,
    verify: place.crypto.verify,
    clock: systemClock,
    log: place.log,
    first: first.envelope,
    authorsOnly: true,
    onMessage: (id, signed) => member?.hearMessage(id, signed),
    onEntry: (signed) => member?.hearEntry(signed),
    onHead: (signed) => member?.post({ type: 'head', signed }),
    onPayload: (payload) => member?.hearPayload(payload) ?? false,
  })
  member = await startMember(
    memberWorld(parts, {
      view,
      names,
      trainer,
      model,
      fetchBlob,
      onEnd: (code, message) => resolve({ code, message }),
    }),
    recovered,
    {
      crypto: place.crypto,
      role: 'contributor',
      introduction: {
        name: parts.name,
        addresses: network.addresses(),
        engine: engine.name,
        threads: options.threads ?? 0,
        invite: new Uint8Array(0),
      },
      answer: inbound.answer,
    },
  )
  const running = member
  onStart(running)
  control.follow(running.state)
  if (interrupts.signal.aborted) running.post({ type: 'leave' })
  interrupts.signal.addEventListener('abort', () => running.post({ type: 'leave' }))
  const end = await ended
  await running.stop()
  await finish(parts, model, running, end)
}

type WorldParts = Pick<MemberWorld, 'names' | 'trainer' | 'fetchBlob' | 'onEnd'> & {
  readonly view: View
  readonly model: Model
}

function memberWorld(
  parts: Join,
  { view, names, trainer, model, fetchBlob, onEnd }: WorldParts,
): MemberWorld {
  const { place, network, reporter, control } = parts
  return {
    runId: view.runId,
    names,
    hash: sha256,
    verify: place.crypto.verify,
    clock: systemClock,
    network,
    store: place.store,
    log: place.log,
    trainer,
    base: async () => model.baseBytes,
    fetchBlob,
    onShow: (progress) => {
      control.shown(progress)
      reporter.progress(
        progress.step,
        planOf(view.config).rounds,
        `${progress.phase}: ${progress.doing}`,
        {
          peerId: network.peerId,
          ...progress,
        },
      )
    },
    onEnd,
    onEvidence: (ours, theirs) => sayEvidence(reporter, place.folder, ours, theirs),
    onSnapshot: () => {},
    onTrouble: (message) => reporter.event('trouble', { message }, message),
  }
}

async function finish(
  { options, reporter, network }: Join,
  model: Model,
  member: RunningMember,
  end: { readonly code: string; readonly message: string },
): Promise<void> {
  const state = member.state()
  const { roundsApplied, batchesTrained, joinedRound, step, view } = state
  const fields = { peerId: network.peerId, roundsApplied, batchesTrained, joinedRound }
  if (end.code !== 'finished' && end.code !== 'left') {
    reporter.stop()
    fail(codeOfEnd(end.code), end.message)
  }
  if (options.exportReplica !== undefined && end.code === 'finished')
    await writeSafetensors(
      options.exportReplica,
      model.table.tensors,
      model.checkpoint.params,
      'F32',
    )
  reporter.stop()
  reporter.event(
    'finished',
    {
      ...fields,
      code: end.code,
      step,
      round: view.round,
      phase: view.phase,
      lineage: toHex(view.lineage),
    },
    `${end.message}: ${roundsApplied} rounds applied, ${batchesTrained} batches trained; lineage ${toHex(view.lineage).slice(0, 16)}`,
  )
}
