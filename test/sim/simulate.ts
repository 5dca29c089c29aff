/**
 * A whole run in virtual time: `simulate({ nodes: 8, rounds: 20, seed: 1 })`. The same machines, messages and validators as the real
 * one; equal seeds give equal runs, to the last event.
 */
import { createBeaconChain } from '../../coordinator/beacon.ts'
import { parseRunConfig, type RunConfig } from '../../coordinator/config.ts'
import { startLog } from '../../coordinator/start.ts'
import { fromHex, toHex } from '../../kernels/hash.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { type SimCoordinator, startCoordinator } from './coordinator.ts'
import { simulatedCrypto, simulatedOperator } from './crypto.ts'
import { createLink, defaultLink, type LinkOptions } from './link.ts'
import { type Disk, emptyDisk, type SimMember } from './local.ts'
import { startMember } from './member.ts'
import { createMemory, type Memory } from './memory.ts'
import { createQueue } from './queue.ts'
import { createWorld, type World } from './world.ts'

export type SimOptions = {
  readonly nodes: number
  readonly rounds: number
  readonly seed: number
  readonly link?: Partial<LinkOptions>
  readonly config?: Partial<RunConfig>
  /** Virtual time of one batch on a usual node; node i takes between half and twice as long. */
  readonly batchMs?: number
}

export type SimMemberHandle = {
  readonly id: string
  readonly name: string
  /** The process dies. With its disk it may come back; without, it comes back empty. */
  readonly kill: () => void
  readonly start: (disk?: 'kept' | 'lost') => void
  readonly leave: () => void
  /** It stays connected and says nothing any more. */
  readonly mute: () => void
  readonly member: () => SimMember | undefined
}

export type Simulation = {
  readonly world: World
  readonly coordinator: () => SimCoordinator
  readonly killCoordinator: () => void
  readonly startCoordinator: () => void
  readonly members: readonly SimMemberHandle[]
  /** Adds a member that has not started. */
  readonly add: () => SimMemberHandle
  /** Runs until `done` holds or virtual time is over. True where it held. */
  readonly until: (done: () => boolean, virtualMs?: number) => boolean
  /** Replicas that disagree, decisions taken twice: sentences; empty in a sound run. */
  readonly violations: string[]
  readonly log: () => readonly Uint8Array[]
  readonly finished: () => boolean
  readonly digest: () => string
}

const startMs = 1_800_000_000_000

export function simulatedConfig(options: SimOptions): RunConfig {
  const parsed = parseRunConfig({
    name: 'simulation',
    seed: options.seed % 0x7fffffff,
    rounds: options.rounds,
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

export function simulate(options: SimOptions): Simulation {
  const queue = createQueue(startMs)
  const crypto = simulatedCrypto(options.seed, 0)
  const link = { ...defaultLink, ...options.link }
  const world = createWorld(queue, createLink(link, options.seed, queue.now, crypto.self))
  const memory = createMemory(crypto)
  const chain = createBeaconChain(crypto.hash, Uint8Array.of(options.seed & 255))
  const { entry } = startLog(
    crypto,
    {
      config: simulatedConfig(options),
      baseRoot: crypto.hash(Uint8Array.of(1)),
      dataRoot: crypto.hash(Uint8Array.of(2)),
      table: Uint8Array.of(1),
      beaconEnd: chain.end,
      operator: fromHex(simulatedOperator(options.seed).self) as Uint8Array,
    },
    startMs,
  )
  const violations: string[] = []
  const digests = new Map<number, string>()
  const onApplied = (member: string, step: number, digest: string) => {
    const known = digests.get(step)
    if (known === undefined) digests.set(step, digest)
    else if (known !== digest) violations.push(`${member} differs after step ${step}`)
  }
  const disk = emptyDisk()
  disk.log.push(entry.envelope)
  let coordinator: SimCoordinator | undefined
  const open = () => {
    coordinator = startCoordinator({
      world,
      crypto,
      memory,
      chain,
      disk,
      onApplied,
      onEntry: () => {},
    })
  }
  open()
  const members: SimMemberHandle[] = []
  const add = () => {
    const handle = createHandle(world, memory, options, members.length, entry.envelope, onApplied)
    members.push(handle)
    return handle
  }
  for (let i = 0; i < options.nodes; i++) add().start()
  const current = () => coordinator as SimCoordinator
  const finished = () => current().state().view.phase === 'Finished'
  return {
    world,
    coordinator: current,
    killCoordinator: () => current().stop(),
    startCoordinator: open,
    members,
    add,
    until: (done, virtualMs = 3_600_000) => {
      const end = queue.now() + virtualMs
      while (queue.now() < end) {
        if (done()) return true
        if (!queue.step()) return done()
      }
      return done()
    },
    violations,
    log: () => disk.log,
    finished,
    digest: () => toHex(crypto.hash(...disk.log)),
  }
}

function createHandle(
  world: World,
  memory: Memory,
  options: SimOptions,
  index: number,
  first: Uint8Array,
  onApplied: (member: string, step: number, digest: string) => void,
): SimMemberHandle {
  const crypto = simulatedCrypto(options.seed, index + 1)
  const random = createRandom(options.seed, 100 + index)
  const batchMs = Math.round((options.batchMs ?? 200) * (0.5 + 1.5 * random()))
  const name = `node-${index}`
  let disk: Disk = emptyDisk()
  let member: SimMember | undefined
  return {
    id: crypto.self,
    name,
    kill: () => {
      member?.stop()
      member = undefined
    },
    start: (kept = 'kept') => {
      if (kept === 'lost') disk = emptyDisk()
      member = startMember({
        world,
        crypto,
        memory,
        name,
        role: 'contributor',
        disk,
        first,
        batchMs,
        noise: 0.2,
        onSnapshot: () => {},
        onApplied,
        random,
      })
    },
    leave: () => member?.post({ type: 'leave' }),
    mute: () => member?.mute(),
    member: () => member,
  }
}
