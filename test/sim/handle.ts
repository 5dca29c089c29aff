/**
 * What a scenario holds of one member: the process may die, come back with or without its disk, freeze, leave, or be damaged; the
 * identity stays.
 */
import type { Versions } from '../../coordinator/versions.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { simulatedCrypto } from './crypto.ts'
import type { Crash } from './heads.ts'
import { normalPace, type Pace, type TamperMember, type Watch } from './hooks.ts'
import { type Disk, emptyDisk, type SimMember } from './local.ts'
import { startMember } from './member.ts'
import type { Memory } from './memory.ts'
import type { SimTrainer } from './trainer.ts'
import type { World } from './world.ts'

export type SimMemberHandle = {
  readonly id: string
  readonly name: string
  /** What it lies about; undefined: honest. */
  readonly lie: string | undefined
  readonly pace: Pace
  /** The process dies. With its disk it may come back; without, it comes back empty. */
  readonly kill: () => void
  readonly start: (disk?: 'kept' | 'lost') => void
  readonly leave: () => void
  /** It stays connected and says nothing any more. */
  readonly mute: () => void
  readonly isMute: () => boolean
  /** A bit of its replica in memory changes. */
  readonly flip: () => void
  readonly member: () => SimMember | undefined
  readonly disk: () => Disk
}

export type Liar = { readonly name: string; readonly tamper: TamperMember }

export type HandleSetup = {
  readonly world: World
  readonly memory: Memory
  readonly seed: number
  readonly index: number
  readonly batchMs: number
  readonly trainer: SimTrainer
  readonly first: Uint8Array
  readonly watch: Watch
  readonly liar: Liar | undefined
  /** Called before anything is done to it. */
  readonly onChange: () => void
  readonly onFlip: (id: string) => void
  /** True: the process dies there. */
  readonly crash?: Crash | undefined
  readonly versions?: (() => Versions) | undefined
}

const contributor = { role: 'contributor', noise: 0.2, onSnapshot: () => {} } as const

export function createHandle(setup: HandleSetup): SimMemberHandle {
  const { world, memory, seed, index, first, watch, liar, onChange, trainer } = setup
  const crypto = simulatedCrypto(seed, index + 1)
  const random = createRandom(seed, 100 + index)
  const batchMs = Math.round(setup.batchMs * (0.5 + 1.5 * random()))
  const name = `node-${index}`
  const pace = normalPace()
  let disk: Disk = emptyDisk()
  let member: SimMember | undefined
  let isMute = false
  const kill = () => {
    onChange()
    if (member !== undefined) watch.life?.(crypto.self, false)
    member?.stop()
    member = undefined
    isMute = false
  }
  const crash: Crash = (point) => {
    if (member === undefined || setup.crash?.(point) !== true) return false
    kill()
    return true
  }
  return {
    id: crypto.self,
    name,
    lie: liar?.name,
    pace,
    kill,
    start: (kept = 'kept') => {
      if (member !== undefined) kill()
      onChange()
      if (kept === 'lost') disk = emptyDisk()
      watch.life?.(crypto.self, true)
      member = startMember({
        ...contributor,
        world,
        crypto,
        memory,
        name,
        disk,
        first,
        batchMs,
        trainer,
        watch,
        pace,
        tamper: liar?.tamper,
        random,
        crash: setup.crash && crash,
        versions: setup.versions?.(),
      })
    },
    leave: () => {
      onChange()
      member?.post({ type: 'leave' })
    },
    mute: () => {
      onChange()
      isMute = member !== undefined
      member?.mute()
    },
    isMute: () => isMute,
    flip: () => {
      if (member === undefined || member.state().step < 0) return
      setup.onFlip(crypto.self)
      member.flip()
    },
    member: () => member,
    disk: () => disk,
  }
}
