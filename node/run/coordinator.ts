/**
 * A running coordinator: its machine and its own replica, wired to log, network and clock.
 */
import type { BeaconChain } from '../../coordinator/beacon.ts'
import { planOf } from '../../coordinator/plan.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import { type CoordinatorState, coordinatorPhase } from '../../coordinator/round-work.ts'
import type { CoordinatorEvent, View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { type RunNames, runNames } from '../../proto/topics.ts'
import { fail } from '../coded-error.ts'
import { type Driver, drive } from '../drive.ts'
import { type Inbound, serveRun } from '../inbound.ts'
import type { MurmurNetwork } from '../network/libp2p.ts'
import type { LogStore } from '../ports.ts'
import { systemClock } from '../system/clock.ts'
import type { Interrupts } from '../system/interrupt.ts'
import { openRunArchive } from './archive/run-archive.ts'
import { checkpointFolder } from './checkpoint.ts'
import { performer } from './coordinator-perform.ts'
import { createEntryReport, waitingFor } from './coordinator-report.ts'
import type { RunData } from './data.ts'
import type { RunningMember } from './member.ts'
import type { Model } from './model.ts'
import { exporterOf, type Post, startReplica } from './observer.ts'
import { type Control, isControlId, startControl } from './operator/control.ts'
import { createTally, type Tally } from './operator/tally.ts'
import type { CoordinateOptions } from './options.ts'
import type { Reporter } from './reporter.ts'
import type { Folded } from './saved-fold.ts'
import { shareBlobs, type Workplace } from './workplace.ts'

export type Operation = {
  readonly options: CoordinateOptions
  readonly reporter: Reporter
  readonly place: Workplace
  readonly network: MurmurNetwork
  readonly interrupts: Interrupts
  readonly model: Model
  readonly recovered: Folded
  readonly view: View
  readonly chain: BeaconChain
  readonly data: RunData
  readonly home: string
  /** Folder for archived segments; undefined: none are made. */
  readonly archivePath: string | undefined
}

const interruptedRecord = 'interrupted'
const none = new Uint8Array(0)

/** How long finished members may still fetch what they lack. */
const lingerMs = 8000
const statusMs = 1000
const statusRounds = 1000

export async function operate(operation: Operation): Promise<void> {
  const { place, network, interrupts, view, chain } = operation
  const names = runNames(toHex(view.runId))
  const { promise: ended, resolve: end, reject } = Promise.withResolvers<void>()
  let driver: Driver<CoordinatorState, CoordinatorEvent> | undefined
  const post: Post = (event) =>
    driver?.post({ ...event, now: systemClock.now() } as CoordinatorEvent)
  const state = () => (driver as Driver<CoordinatorState, CoordinatorEvent>).state()
  const fetchBlob = shareBlobs(network, names, place.store, () => false)
  const report = createEntryReport(operation.reporter)
  const tally = await tallyOf(place.log)
  let inbound: Inbound | undefined
  let control: Control | undefined
  let replica: RunningMember | undefined
  const archive = openRunArchive(operation, fetchBlob, post, () => [...state().view.members.keys()])
  const keeps = { keepsPayloads: true, archives: archive !== undefined }
  const machine = createCoordinator({ ...place.crypto, chain, view, ...keeps })
  const exporter = exporterOf(operation, { view: () => state().view, post, fail: reject })
  const { perform, settled, stop } = performer(operation, {
    topic: names.logTopic,
    post,
    answer: (id, code) => (isControlId(id) ? control?.answer(id, code) : inbound?.answer(id, code)),
    appended: (signed, state) => {
      replica?.hearEntry(signed)
      report(signed, state)
      tally.hear(signed.envelope)
      archive?.hear(signed.message.kind.type, state.view)
      if (state.view.phase === 'Paused' && interrupts.signal.aborted) end()
    },
    state,
    want: exporter.want,
    doubt: (step) => replica?.post({ type: 'doubted', step }),
    end,
    fail: reject,
  })
  driver = drive(machine, perform)
  inbound = await listen(operation, { names, post, state, replica: () => replica })
  replica = await startReplica(operation, { names, fetchBlob, post, exporter, fail: reject })
  control = await startControl({
    folder: operation.home,
    post,
    state,
    tally,
    process: () => ({ pid: process.pid, addresses: network.addresses() }),
    now: systemClock.now,
  })
  const ticking = await begin(operation, post, state, { end, fail: reject })
  try {
    await ended
    ticking()
    reportEnd(operation, state())
    await archive?.finish(() => state().view, settled)
    if (state().view.phase === 'Finished' && view.phase !== 'Finished') await linger(state)
  } finally {
    ticking()
    stop()
    for (const part of [archive, control, replica]) await part?.stop()
  }
}

type Listening = {
  readonly names: RunNames
  readonly post: Post
  readonly state: () => CoordinatorState
  readonly replica: () => RunningMember | undefined
}

/** Members' messages go to the machine; entries, heads and payloads to the replica. */
async function listen(
  { network, place, view }: Operation,
  { names, post, state, replica }: Listening,
): Promise<Inbound> {
  return serveRun({
    network,
    names,
    runId: view.runId,
    view: () => state().view,
    verify: place.crypto.verify,
    clock: systemClock,
    log: place.log,
    first: (await place.log.read(0, 1))[0] as Uint8Array,
    onMessage: (id, signed, from) => post({ type: 'message', id, signed, from }),
    onEntry: (signed) => replica()?.post({ type: 'foreign', signed }),
    onHead: (signed) => replica()?.post({ type: 'head', signed }),
    onPayload: (payload) => replica()?.hearPayload(payload) ?? false,
  })
}

/** What the log says of the last rounds; older ones do not matter to a live status. */
async function tallyOf(log: LogStore): Promise<Tally> {
  const tally = createTally(statusRounds)
  const from = Math.max(0, (await log.length()) - 4 * statusRounds)
  for (const envelope of await log.read(from, 4 * statusRounds)) tally.hear(envelope)
  return tally
}

/** Listens to connections and to Ctrl-C, says where to join, and starts deciding. Gives what ends the live line. */
async function begin(
  operation: Operation,
  post: Post,
  state: () => CoordinatorState,
  { end, fail: failed }: { readonly end: () => void; readonly fail: (error: unknown) => void },
): Promise<() => void> {
  const { network, interrupts, reporter, view, place } = operation
  network.onPeer((member, up) => post({ type: 'peer', member, up }))
  announce(operation)
  post({ type: 'start' })
  // Only what was not archived before is left to do.
  if (state().view.phase === 'Finished') end()
  // Ctrl-C pauses until the command is given again; an operator's pause lasts until the operator resumes.
  const interrupted = ((await place.store.recall(interruptedRecord)) ?? none).length > 0
  if (interrupted) {
    // A second Ctrl-C, or a kill, may have come before the pause was reached.
    if (state().command === 'pause') post({ type: 'command', command: 'resume' })
    await place.store.record(interruptedRecord, none)
  }
  const pause = () => {
    if (state().view.phase === 'Paused') return end()
    if (state().command !== 'run') return
    place.store
      .record(interruptedRecord, Uint8Array.of(1))
      .then(() => post({ type: 'command', command: 'pause' }))
      .catch(failed)
  }
  if (interrupts.signal.aborted) pause()
  interrupts.signal.addEventListener('abort', pause)
  return everySecond(() =>
    reporter.progress(
      state().view.step,
      planOf(view.config).rounds,
      waitingFor(state(), systemClock.now()),
      { phase: coordinatorPhase(state()), round: state().view.step },
    ),
  )
}

function everySecond(act: () => void): () => void {
  let cancel = () => {}
  const again = () => {
    act()
    cancel = systemClock.after(statusMs, again)
  }
  again()
  return () => cancel()
}

function announce({ reporter, network, view, model, data, home }: Operation): void {
  const addresses = network.addresses()
  if (addresses.length === 0) fail('E_PORT', 'no address to listen on', 'Give one with --listen.')
  const runId = toHex(view.runId)
  const lines = addresses.map((address) => `  murmur join ${address}`)
  reporter.event(
    'listening',
    {
      addresses,
      runId,
      peerId: network.peerId,
      parameters: model.table.params,
      packingEfficiency: data.packingEfficiency,
      step: view.step,
    },
    `run ${view.config.name} (${runId.slice(0, 12)}) in ${home}\njoin with\n${lines.join('\n')}`,
  )
}

function reportEnd(operation: Operation, { view }: CoordinatorState): void {
  const { reporter } = operation
  const lineage = toHex(view.lineage)
  const { step, phase, round: rounds } = view
  const made = step > 0 ? checkpointFolder(operation) : undefined
  const where = made === undefined ? '' : `; checkpoint in ${made}`
  const what =
    phase === 'Paused'
      ? `paused after ${step} rounds; the same command goes on`
      : `finished after ${step} rounds`
  reporter.stop()
  reporter.event(
    'finished',
    { lineage, rounds, step, checkpoint: made, phase, round: step },
    `${what}; lineage ${lineage.slice(0, 16)}${where}`,
  )
}

/** Members that are still connected may lack the last entries or payloads. */
async function linger(state: () => CoordinatorState): Promise<void> {
  const until = systemClock.now() + lingerMs
  while (systemClock.now() < until && state().up.size > 0)
    await new Promise<void>((done) => systemClock.after(100, done))
}
