/**
 * How much memory a GPU has free, from its driver: no library that computes on it says. Read, never guessed; undefined where nobody knows, and where
 * the GPU shares the machine's memory (Apple, integrated ones).
 *
 * Of several it is that of the one which a library takes: its first. CUDA's list is what the environment leaves of it, and in an order of its own
 * where the GPUs are unlike (https://docs.nvidia.com/cuda/cuda-c-programming-guide, CUDA environment variables); WebGPU's is that of the bus.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type DeviceSources = {
  /** What `nvidia-smi` prints, a line a GPU in the order of the bus: uuid, name, free MiB. Undefined where there is none. */
  readonly nvidia: () => string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  /** The kernel's folder of graphics cards (Linux). */
  readonly cards: string
}

const MEBI = 2 ** 20

/** Less than this is the part of the machine's memory that an integrated GPU has reserved; it uses the rest as well. */
const LEAST_OWN_BYTES = 2 ** 31

/** `device` as of `--device`; 'auto' counts as CUDA where there is an NVIDIA GPU. The least of those that may be the one. */
export function freeDeviceBytes(device: string, sources: DeviceSources = here): number | undefined {
  const cards = parseNvidia(sources.nvidia() ?? '')
  const taken = device === 'webgpu' ? cards.slice(0, 1) : firstForCuda(cards, sources.env)
  // CUDA computes on NVIDIA's alone.
  const isOther = device === 'webgpu' || (device === 'auto' && taken.length === 0)
  const others = isOther ? amdFree(sources.cards).slice(0, 1) : []
  const found = [...taken.map(({ free }) => free), ...others]
  return found.length === 0 || found.includes(undefined)
    ? undefined
    : Math.min(...(found as number[]))
}

/** What `nvidia-smi` prints within `limitMs`; undefined where there is none, or where its driver hangs. */
export function askNvidia(limitMs: number): string | undefined {
  const args = ['--query-gpu=uuid,name,memory.free', '--format=csv,noheader,nounits']
  const limit = { timeout: limitMs, killSignal: 'SIGKILL' } as const
  const done = spawnSync('nvidia-smi', args, { encoding: 'utf8', ...limit })
  return done.status === 0 ? done.stdout : undefined
}

const here: DeviceSources = {
  nvidia: () => askNvidia(5000),
  env: process.env,
  cards: '/sys/class/drm',
}

/** `free`: in bytes; undefined where the driver does not say. */
type Card = {
  readonly uuid: string
  readonly name: string
  readonly free: number | undefined
}

function parseNvidia(text: string): Card[] {
  return text.split('\n').flatMap((line) => {
    const [, uuid, name, free] = /^\s*(GPU-[^,]+),\s*(.*),\s*([^,]+?)\s*$/.exec(line) ?? []
    if (uuid === undefined || name === undefined || free === undefined) return []
    return [{ uuid, name, free: /^\d+$/.test(free) ? MEBI * Number(free) : undefined }]
  })
}

/** The card that CUDA numbers 0; several where it may be any of them, none where the environment hides all. */
function firstForCuda(cards: readonly Card[], env: DeviceSources['env']): readonly Card[] {
  // Unlike ones are sorted by speed otherwise.
  const sorted =
    env['CUDA_DEVICE_ORDER'] === 'PCI_BUS_ID' || new Set(cards.map(({ name }) => name)).size <= 1
  const [first] = (env['CUDA_VISIBLE_DEVICES'] ?? '0').split(',').map((one) => one.trim())
  if (first === undefined || cards.length === 0) return []
  // A part of one: how much it has nobody says.
  if (first.startsWith('MIG-')) return [{ uuid: first, name: '', free: undefined }]
  if (/^\d+$/.test(first)) {
    const card = cards[Number(first)]
    return card === undefined ? [] : sorted ? [card] : cards
  }
  const named = first === '' ? [] : cards.filter(({ uuid }) => uuid.startsWith(first))
  return named.length === 1 ? named : []
}

function amdFree(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^card\d+$/.test(name))
      .toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4)))
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
