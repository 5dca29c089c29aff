/**
 * A running coordinator: its machine and its own replica, wired to log, network and clock.
 */
import { join, resolve } from 'node:path'
import type { BeaconChain } from '../../coordinator/beacon.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import { type CoordinatorState, shownPhase } from '../../coordinator/round-work.ts'
import type { CoordinatorEvent, View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { runNames } from '../../proto/topics.ts'
import { fail } from '../coded-error.ts'
import { type Driver, drive } from '../drive.ts'
import { type Inbound, serveRun } from '../inbound.ts'
import type { MurmurNetwork } from '../network/libp2p.ts'
import type { WithoutNow } from '../perform-world.ts'
import type { LogStore } from '../ports.ts'
import type { Introduction } from '../roles/types.ts'
import { systemClock } from '../system/clock.ts'
import { sha256 } from '../system/crypto.ts'
import type { Interrupts } from '../system/interrupt.ts'
import { exportRun } from './checkpoint.ts'
import { performer } from './coordinator-perform.ts'
import { createEntryReport, waitingFor } from './coordinator-report.ts'
import type { RunData } from './data.ts'
import { type RunningMember, startMember } from './member.ts'
import { type Model, openReplica } from './model.ts'
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
}

type Post = (event: WithoutNow<CoordinatorEvent>) => void

/** How long finished members may still fetch what they lack. */
const lingerMs = 8000
const statusMs = 1000
const statusRounds = 1000

/** An observer never joins; its machine asks for the form all the same. */
const observerIntroduction: Introduction = {
  name: 'coordinator',
  addresses: [],
  engine: '',
  threads: 1,
  invite: new Uint8Array(0),
}

export async function operate(operation: Operation): Promise<void> {
  const { reporter, place, network, interrupts, view } = operation
  const names = runNames(toHex(view.runId))
  const { promise: ended, resolve: end, reject } = Promise.withResolvers<void>()
  let driver: Driver<CoordinatorState, CoordinatorEvent> | undefined
  const post: Post = (event) =>
    driver?.post({ ...event, now: systemClock.now() } as CoordinatorEvent)
  const fetchBlob = shareBlobs(network, names, place.store)
  const report = createEntryReport(reporter)
  const tally = await tallyOf(place.log)
  let inbound: Inbound | undefined
  let control: Control | undefined
  let replica: RunningMember | undefined
  const machine = createCoordinator({
    ...place.crypto,
    chain: operation.chain,
    view,
    keepsPayloads: true,
  })
  const perform = performer(operation, {
    topic: names.logTopic,
    post,
    answer: (id, code) => (isControlId(id) ? control?.answer(id, code) : inbound?.answer(id, code)),
    appended: (signed, state) => {
      replica?.hearEntry(signed)
      report(signed, state)
      tally.hear(signed.envelope)
      if (state.view.phase === 'Paused' && interrupts.signal.aborted) end()
    },
    state: () => driver?.state() as CoordinatorState,
    end,
    fail: reject,
  })
  driver = drive(machine, perform)
  const { state } = driver
  inbound = serveRun({
    network,
    names,
    runId: view.runId,
    coordinator: place.crypto.self,
    verify: place.crypto.verify,
    clock: systemClock,
    log: place.log,
    first: (await place.log.read(0, 1))[0] as Uint8Array,
    onMessage: (id, signed) => post({ type: 'message', id, signed }),
    onEntry: () => {},
    onPayload: (payload) => replica?.hearPayload(payload) ?? false,
  })
  replica = await startReplica(operation, { names, fetchBlob, post, state, fail: reject })
  control = await startControl({
    folder: operation.home,
    post,
    state,
    tally,
    process: () => ({ pid: process.pid, addresses: network.addresses() }),
    now: systemClock.now,
  })
  const ticking = begin(operation, post, state)
  try {
    await ended
    ticking()
    reportEnd(operation, state())
    if (state().view.phase === 'Finished') await linger(state)
  } finally {
    ticking()
    await control.stop()
    await replica.stop()
  }
}

/** What the log says of the last rounds; older ones do not matter to a live status. */
async function tallyOf(log: LogStore): Promise<Tally> {
  const tally = createTally(statusRounds)
  const from = Math.max(0, (await log.length()) - 4 * statusRounds)
  for (const envelope of await log.read(from, 4 * statusRounds)) tally.hear(envelope)
  return tally
}

/** Listens to connections and to Ctrl-C, says where to join, and starts deciding. Gives what ends the live line. */
function begin(operation: Operation, post: Post, state: () => CoordinatorState): () => void {
  const { network, interrupts, reporter, view } = operation
  network.onPeer((member, up) => post({ type: 'peer', member, up }))
  announce(operation)
  post({ type: 'start' })
  const pause = () => post({ type: 'command', command: 'pause' })
  if (interrupts.signal.aborted) pause()
  interrupts.signal.addEventListener('abort', pause)
  return everySecond(() =>
    reporter.progress(
      state().view.step,
      view.config.rounds,
      waitingFor(state(), systemClock.now()),
      { phase: shownPhase(state()), round: state().view.step },
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

type ReplicaParts = {
  readonly names: ReturnType<typeof runNames>
  readonly fetchBlob: ReturnType<typeof shareBlobs>
  readonly post: Post
  readonly state: () => CoordinatorState
  readonly fail: (error: unknown) => void
}

function startReplica(operation: Operation, parts: ReplicaParts): Promise<RunningMember> {
  const { crypto } = operation.place
  return startMember(replicaWorld(operation, parts), operation.recovered, {
    crypto,
    role: 'observer',
    introduction: observerIntroduction,
    answer: () => {},
  })
}

/** The world of the coordinator's own replica. */
function replicaWorld(operation: Operation, parts: ReplicaParts) {
  const { place, network, model, view, reporter } = operation
  // A run cools down at each pause, and each time its checkpoint is newer.
  let exportedMs = -1
  const exportOnce = async (step: number) => {
    const { view: now } = parts.state()
    if (now.phase !== 'Cooldown' || step !== now.step || exportedMs === now.phaseSinceMs) return
    exportedMs = now.phaseSinceMs
    await exportRun(operation, now)
    parts.post({ type: 'exported' })
  }
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
    onShow: ({ phase, step }: { phase: string; step: number }) => {
      if (phase === 'Cooldown') exportOnce(step).catch(parts.fail)
    },
    onEnd: (code: string, message: string) => {
      if (code !== 'finished')
        parts.fail(new Error(`the coordinator's replica stopped: ${message}`))
    },
    onHeld: (root: string) => parts.post({ type: 'held', root }),
    onSnapshot: (step: number, root: Uint8Array, stateRoot: Uint8Array) =>
      parts.post({ type: 'snapshot', step, root, stateRoot }),
    onTrouble: (message: string) => reporter.event('trouble', { message }),
  }
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

function reportEnd({ reporter, options, home }: Operation, { view }: CoordinatorState): void {
  const lineage = toHex(view.lineage)
  const { step, phase, round: rounds } = view
  const made = step > 0 ? resolve(options.checkpoint ?? join(home, 'checkpoint')) : undefined
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
