/**
 * The network of a scenario in one line: `latency=lognormal(80ms,0.6) loss=0.5% up=5Mbit down=20Mbit duplicate=1% reorder=2% nat=30%`.
 */
import type { LatencyShape, LinkOptions } from './link.ts'
import { accept, bytesPerMs, durationMs, type Parsed, plainNumber, refuse, share } from './units.ts'

export type NetSpec = {
  readonly link: Partial<LinkOptions>
  /** Share of members behind a NAT. */
  readonly nat: number
}

type Latency = Pick<LinkOptions, 'shape' | 'latencyMs' | 'jitter'>

const latencyHelp =
  'write 80ms, constant(80ms), uniform(20ms,80ms), exponential(80ms) or lognormal(80ms,0.6)'

function latency(text: string): Latency | undefined {
  const alone = durationMs(text)
  if (alone !== undefined) return { shape: 'lognormal', latencyMs: alone, jitter: 0.4 }
  const [, shape, inside] = /^(\w+)\(([^)]*)\)$/.exec(text) ?? []
  const [first = '', second = ''] = inside?.split(',') ?? []
  const ms = durationMs(first)
  if (ms === undefined || ms < 0) return undefined
  if (shape === 'uniform') {
    const to = durationMs(second)
    if (to === undefined || to < ms || to === 0) return undefined
    return { shape, latencyMs: (ms + to) / 2, jitter: (to - ms) / (to + ms) }
  }
  if (shape === 'lognormal') {
    const jitter = plainNumber(second)
    return jitter === undefined || jitter > 4 ? undefined : { shape, latencyMs: ms, jitter }
  }
  return second === '' && (shape === 'constant' || shape === 'exponential')
    ? { shape: shape satisfies LatencyShape, latencyMs: ms, jitter: 0 }
    : undefined
}

const positive = (value: number | undefined) => (value === 0 ? undefined : value)
const shareHelp = 'write a share such as 0.5% or 0.005'
const rateHelp = 'write a rate such as 5Mbit or 500kbit'

/** Key → its value, and how to write it. */
const fields: {
  readonly [key: string]: {
    readonly read: (text: string) => (Partial<LinkOptions> & { nat?: number }) | undefined
    readonly help: string
  }
} = {
  latency: { read: latency, help: latencyHelp },
  loss: { read: (t) => wrap('loss', share(t)), help: shareHelp },
  duplicate: { read: (t) => wrap('duplicate', share(t)), help: shareHelp },
  reorder: { read: (t) => wrap('reorder', share(t)), help: shareHelp },
  up: { read: (t) => wrap('upBytesPerMs', positive(bytesPerMs(t))), help: rateHelp },
  down: { read: (t) => wrap('downBytesPerMs', positive(bytesPerMs(t))), help: rateHelp },
  nat: { read: (t) => wrap('nat', share(t)), help: shareHelp },
}

const wrap = (key: string, value: number | undefined) =>
  value === undefined ? undefined : { [key]: value }

export function parseNet(text: string): Parsed<NetSpec> {
  let all: Partial<LinkOptions> & { nat?: number } = {}
  for (const part of text.split(/\s+/).filter((p) => p !== '')) {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(part) ?? []
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (field === undefined)
      return refuse(
        `"${part}" is unknown: it knows ${Object.keys(fields).join(', ')}, as key=value`,
      )
    const read = field.read(value)
    if (read === undefined) return refuse(`"${part}" is malformed: ${field.help}`)
    all = { ...all, ...read }
  }
  const { nat = 0, ...link } = all
  return accept({ link, nat })
}
