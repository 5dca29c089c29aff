/**
 * How much memory a GPU has free, from its driver: no library that computes on it says. Read, never guessed; undefined where nobody knows, and where
 * the GPU shares the machine's memory (Apple, integrated ones).
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type DeviceSources = {
  /** What `nvidia-smi` prints; undefined where there is none. */
  readonly nvidia: () => string | undefined
  /** The kernel's folder of graphics cards (Linux). */
  readonly cards: string
}

const MEBI = 2 ** 20

/** Less than this is the part of the machine's memory that an integrated GPU has reserved; it uses the rest as well. */
const LEAST_OWN_BYTES = 2 ** 31

/** Of the GPU that has most. */
export function freeDeviceBytes(sources: DeviceSources = here): number | undefined {
  const found = [...nvidiaFree(sources.nvidia() ?? ''), ...amdFree(sources.cards)]
  return found.length === 0 ? undefined : Math.max(...found)
}

const here: DeviceSources = {
  nvidia: () => {
    const args = ['--query-gpu=memory.free', '--format=csv,noheader,nounits']
    const limit = { timeout: 5000, killSignal: 'SIGKILL' } as const
    const done = spawnSync('nvidia-smi', args, { encoding: 'utf8', ...limit })
    return done.status === 0 ? done.stdout : undefined
  },
  cards: '/sys/class/drm',
}

/** A line a GPU, in MiB. */
function nvidiaFree(text: string): number[] {
  return text
    .split('\n')
    .filter((line) => /^\s*\d+\s*$/.test(line))
    .map((line) => MEBI * Number(line))
}

function amdFree(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^card\d+$/.test(name))
      .flatMap((card) => amdCard(join(folder, card, 'device')))
  } catch {
    return []
  }
}

function amdCard(folder: string): number[] {
  try {
    const read = (name: string) => Number(readFileSync(join(folder, name), 'utf8'))
    const total = read('mem_info_vram_total')
    return total >= LEAST_OWN_BYTES ? [total - read('mem_info_vram_used')] : []
  } catch {
    return []
  }
}
