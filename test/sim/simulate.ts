/**
 * A whole run in virtual time: `simulate({ nodes: 8, rounds: 20, seed: 1 })`. The same machines, messages and validators as the real
 * one; equal seeds give equal runs, to the last event.
 */
import { type BeaconChain, createBeaconChain } from '../../coordinator/beacon.ts'
import { parseRunConfig, type RunConfig } from '../../coordinator/config.ts'
import { startLog } from '../../coordinator/start.ts'
import type { Versions } from '../../coordinator/versions.ts'
import { applyEntry } from '../../coordinator/view.ts'
import { fromHex, toHex } from '../../kernels/hash.ts'
import { canGoOn, limitMs, watchAll } from './around.ts'
import { type SimCoordinator, startCoordinator } from './coordinator.ts'
import { simulatedCrypto, simulatedOperator } from './crypto.ts'
import { createHandle, type Liar, type SimMemberHandle } from './handle.ts'
import { normalPace, type Pace, type TamperCoordinator, type Watch } from './hooks.ts'
import { createInvariants, type FoldEntry, type Invariants } from './invariants.ts'
import { createLink, defaultLink, type LinkOptions } from './link.ts'
import { emptyDisk } from './local.ts'
import { createMemory } from './memory.ts'
import { createQueue } from './queue.ts'
import { type SimTrainer, standIn } from './trainer.ts'
import { createWorld, type World } from './world.ts'

export type SimOptions = {
  readonly nodes: number
  /** 20 where it is not said. */
  readonly rounds?: number
  readonly seed: number
  readonly link?: Partial<LinkOptions>
  readonly config?: Partial<RunConfig>
  /** Virtual time of one batch on a usual node; node i takes between half and twice as long. */
  readonly batchMs?: number
  /** What is trained; the cheap stand-in where it is not said. */
  readonly trainer?: SimTrainer
  /** The members that lie, by index. */
  readonly liars?: ReadonlyMap<number, Liar>
  readonly tamperCoordinator?: TamperCoordinator
  /** The liars are held to be honest: to see that the invariants notice them. */
  readonly honestLiars?: boolean
  /** What the invariants fold the log with, where not with `applyEntry`. */
  readonly fold?: FoldEntry
  /** Told of everything, beside the invariants. */
  readonly watch?: Watch
  /** Where processes die: `who` is a member's index, or -1 for the coordinator. True: there. */
  readonly crash?: (who: number, point: string) => boolean
  /** What the software of a process that starts now can do, where that is not what ours can. */
  readonly versions?: () => Versions
}

export type Simulation = {
  readonly world: World
  readonly coordinator: () => SimCoordinator
  readonly killCoordinator: () => void
  readonly startCoordinator: () => void
  /** A bit of the coordinator's own replica in memory changes. */
  readonly flipCoordinator: () => void
  readonly members: readonly SimMemberHandle[]
  readonly coordinatorPace: Pace
  readonly coordinatorIsUp: () => boolean
  /** Adds a member that has not started. */
  readonly add: (liar?: Liar) => SimMemberHandle
  /** Runs until `done` holds or virtual time is over. True where it held. */
  readonly until: (done: () => boolean, virtualMs?: number) => boolean
  readonly invariants: Invariants
  /** What broke, as sentences with the number of the event; empty in a sound run. */
  readonly violations: readonly string[]
  readonly log: () => readonly Uint8Array[]
  /** What the coordinator's disk holds beside it. */
  readonly blobs: () => Map<string, Uint8Array>
  readonly chain: BeaconChain
  readonly finished: () => boolean
  readonly digest: () => string
}

export const startMs = 1_800_000_000_000

export function simulatedConfig(
  options: Pick<SimOptions, 'nodes' | 'rounds' | 'seed' | 'config'>,
): RunConfig {
  const parsed = parseRunConfig({
    name: 'simulation',
    seed: options.seed % 0x7fffffff,
    rounds: options.rounds ?? 20,
    batches: 4 * options.nodes,
    initMembers: options.nodes,
    minMembers: 1,
    maxMembers: Math.max(256, 2 * options.nodes),
    checkpointEvery: 10,
    ...options.config,
  })
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => `${p.path}: ${p.message}`).join('; '))
  return parsed.config
}

/** What is there before anybody acts: time, network, the first entry. */
function openStage(options: SimOptions) {
  const queue = createQueue(startMs)
  const crypto = simulatedCrypto(options.seed, 0)
  const link = { ...defaultLink, ...options.link }
  const world = createWorld(queue, createLink(link, options.seed, queue.now, crypto.self))
  const memory = createMemory(crypto)
  const chain = createBeaconChain(crypto.hash, Uint8Array.of(options.seed & 255))
  const config = simulatedConfig(options)
  const { entry } = startLog(
    crypto,
    {
      config,
      baseRoot: crypto.hash(Uint8Array.of(1)),
      dataRoot: crypto.hash(Uint8Array.of(2)),
      table: Uint8Array.of(1),
      beaconEnd: chain.end,
      operator: fromHex(simulatedOperator(options.seed).self) as Uint8Array,
    },
    startMs,
  )
  const disk = emptyDisk()
  disk.log.push(entry.envelope)
  return { queue, crypto, world, memory, chain, config, disk, first: entry.envelope }
}

type Stage = ReturnType<typeof openStage>

const crashOf = ({ crash }: SimOptions, who: number) =>
  crash && ((point: string) => crash(who, point))

/** The coordinator's process, which may die and come back on its disk. */
function createSeat(stage: Stage, options: SimOptions, watch: Watch, onChange: () => void) {
  const { world, crypto, memory, chain, disk } = stage
  const pace = normalPace()
  let coordinator: SimCoordinator | undefined
  let isUp = false
  const { tamperCoordinator: tamper } = options
  const kill = () => {
    onChange()
    if (isUp) watch.life?.(crypto.self, false)
    isUp = false
    coordinator?.stop()
  }
  return {
    pace,
    isUp: () => isUp,
    current: () => coordinator as SimCoordinator,
    start: () => {
      onChange()
      isUp = true
      watch.life?.(crypto.self, true)
      let started = false
      const crash = (point: string) => {
        if (!started || !isUp || options.crash?.(-1, point) !== true) return false
        kill()
        return true
      }
      coordinator = startCoordinator({
        world,
        crypto,
        memory,
        chain,
        disk,
        watch,
        pace,
        tamper,
        crash: options.crash && crash,
        versions: options.versions?.(),
        trainer: options.trainer ?? standIn,
      })
      started = true
    },
    kill,
  }
}

export function simulate(options: SimOptions): Simulation {
  const stage = openStage(options)
  const { queue, world, crypto, disk } = stage
  const members: SimMemberHandle[] = []
  const byId = new Map<string, SimMemberHandle>()
  const invariants: Invariants = createInvariants({
    rules: crypto,
    open: stage.memory.open,
    fold:
      options.fold ??
      ((_rules, view, signed) =>
        view === undefined ? applyEntry(crypto, view, signed) : stage.memory.fold(view, signed)),
    now: queue.now,
    events: queue.events,
    log: () => disk.log,
    name: (id) => byId.get(id)?.name ?? 'somebody',
    holds: (root) => disk.blobs.has(root),
    isHonest: (id) => options.honestLiars === true || byId.get(id)?.lie === undefined,
    limitMs: limitMs(stage.config),
    couldGoOn: () =>
      seat.isUp() &&
      canGoOn(seat.current().state(), members, (id) => world.linked(crypto.self, id)),
  })
  const watch = watchAll([invariants.watch, options.watch ?? {}])
  const seat = createSeat(stage, options, watch, invariants.disturbed)
  seat.start()
  const add = (liar = options.liars?.get(members.length)) => {
    const { seed, batchMs = 200 } = options
    const { disturbed: onChange, corrupted: onFlip } = invariants
    const index = members.length
    const { first, memory } = stage
    const crash = crashOf(options, index)
    const common = { world, memory, seed, batchMs, first, watch }
    const { versions } = options
    const setup = { ...common, index, liar, onChange, onFlip, crash, versions }
    const handle = createHandle({ ...setup, trainer: options.trainer ?? standIn })
    members.push(handle)
    byId.set(handle.id, handle)
    return handle
  }
  for (let i = 0; i < options.nodes; i++) add().start()
  return {
    world: observed(world, invariants.disturbed),
    coordinator: seat.current,
    coordinatorPace: seat.pace,
    coordinatorIsUp: seat.isUp,
    killCoordinator: seat.kill,
    startCoordinator: seat.start,
    flipCoordinator: () => {
      if (!seat.isUp() || seat.current().observer.state().step < 0) return
      invariants.corrupted(crypto.self)
      seat.current().observer.flip()
    },
    members,
    add,
    until: (done, virtualMs = 3_600_000) => runUntil(stage, invariants, done, virtualMs),
    invariants,
    get violations() {
      return invariants.violations.map((v) => `event ${v.event}: ${v.what}`)
    },
    log: () => disk.log,
    blobs: () => disk.blobs,
    chain: stage.chain,
    finished: () => seat.current().state().view.phase === 'Finished',
    digest: () => toHex(crypto.hash(...disk.log)),
  }
}

function runUntil(
  { queue }: Stage,
  invariants: Invariants,
  done: () => boolean,
  virtualMs: number,
): boolean {
  const end = queue.now() + virtualMs
  while (queue.now() < end) {
    if (done()) return true
    if (!queue.step()) return done()
    invariants.check()
  }
  return done()
}

/** The same world; what changes it is told before. */
function observed(world: World, onChange: () => void): World {
  return {
    ...world,
    partition: (side) => {
      onChange()
      world.partition(side)
    },
    cut: (from, to) => {
      onChange()
      world.cut(from, to)
    },
  }
}
