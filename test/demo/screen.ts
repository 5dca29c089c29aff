/**
 * What the demo shows while it runs: one live line per process with a progress bar, a sparkline of the loss, a closing table.
 *
 * On a terminal the lines stay in place; elsewhere (a pipe, CI) a plain line appears every few seconds, so that it is never silent.
 */
import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import Table from 'cli-table3'

const blocks = '▁▂▃▄▅▆▇█'

/** The last `width` values as one line of block characters, lowest to highest. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width)
  const low = Math.min(...shown)
  const span = Math.max(...shown) - low || 1
  return shown.map((v) => blocks[Math.min(7, Math.floor((8 * (v - low)) / span))]).join('')
}

export type Screen = {
  readonly line: (name: string, value: number, total: number, text: string) => void
  readonly loss: (values: readonly number[], total: number) => void
  readonly say: (text: string) => void
  readonly stop: () => void
}

/** Live bars on a terminal, plain lines elsewhere. */
export function createScreen(out: NodeJS.WriteStream): Screen {
  return out.isTTY ? liveScreen(out) : plainScreen(out)
}

function liveScreen(out: NodeJS.WriteStream): Screen {
  const bars = new Map<string, SingleBar>()
  const multi = new MultiBar(
    {
      stream: out,
      hideCursor: true,
      clearOnComplete: false,
      format: '{name} {bar} {value}/{total} {text}',
      linewrap: false,
      // A line that did not change is drawn too: what is said above moves all of them.
      forceRedraw: true,
      fps: 5,
    },
    Presets.shades_classic,
  )
  const line: Screen['line'] = (name, value, total, text) => {
    const payload = { name: name.padEnd(12), text }
    const bar = bars.get(name)
    if (bar === undefined) bars.set(name, multi.create(Math.max(1, total), value, payload))
    else {
      bar.setTotal(Math.max(1, total))
      bar.update(value, payload)
    }
  }
  const loss: Screen['loss'] = (values, total) => {
    const now = values.at(-1)
    if (now !== undefined)
      line(
        'loss',
        Math.min(total, values.length),
        total,
        `${sparkline(values, 32)} ${now.toFixed(3)}`,
      )
  }
  return {
    line,
    loss,
    say: (text) => void multi.log(`${text}\n`),
    stop: () => multi.stop(),
  }
}

function plainScreen(out: NodeJS.WriteStream): Screen {
  const lines = new Map<string, string>()
  let losses: readonly number[] = []
  const timer = setInterval(() => {
    const parts = [...lines].map(([name, text]) => `${name} ${text}`)
    if (parts.length === 0) return
    const now = losses.at(-1)
    out.write(
      `${parts.join(' · ')}${now === undefined ? '' : ` · loss ${sparkline(losses, 24)} ${now.toFixed(3)}`}\n`,
    )
  }, 5000)
  timer.unref()
  return {
    line: (name, value, total, text) => void lines.set(name, `${value}/${total} ${text}`.trim()),
    loss: (values) => {
      losses = values
    },
    say: (text) => void out.write(`${text}\n`),
    stop: () => clearInterval(timer),
  }
}

/** A closing table of two columns. */
export function closingTable(rows: readonly (readonly [string, string])[]): string {
  const table = new Table({ style: { head: [], border: [] } })
  for (const [name, value] of rows) table.push([name, value])
  return table.toString()
}
