/**
 * What a long command says while it runs: one JSON object a line for programs, or a live bar and plain lines for people.
 *
 * Invariant: never silent for 30 s, and no secret in any line. Where the output is no terminal, lines are printed when something
 * changes, and at least every 15 s.
 */
import { Presets, SingleBar } from 'cli-progress'
import { plainPage } from '../../proto/text.ts'

export type Reporter = {
  /** An event for programs; `text` is the line for people, if there is one to say. */
  readonly event: (name: string, fields: Record<string, unknown>, text?: string) => void
  /** The live line. */
  readonly progress: (
    done: number,
    total: number,
    text: string,
    fields?: Record<string, unknown>,
  ) => void
  readonly stop: () => void
}

const quietMs = 15_000

export type ReporterOptions = {
  readonly json: boolean
  readonly quiet: boolean
  readonly name: string
}

export function createReporter(options: ReporterOptions): Reporter {
  if (options.json) return jsonReporter()
  return options.quiet
    ? plainReporter(false)
    : process.stdout.isTTY
      ? barReporter(options.name)
      : plainReporter(true)
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return Math.round((user + system) / 10_000) / 100
}

function jsonReporter(): Reporter {
  const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`)
  return {
    event: (event, fields) => print({ event, ...fields, cpuSeconds: cpuSeconds() }),
    progress: (done, total, text, fields = {}) =>
      print({
        event: 'progress',
        done,
        total,
        waitingFor: text,
        ...fields,
        cpuSeconds: cpuSeconds(),
      }),
    stop: () => {},
  }
}

function plainReporter(shows: boolean): Reporter {
  let last = ''
  let saidMs = 0
  return {
    event: (_name, _fields, text) => {
      if (text !== undefined) process.stdout.write(`${plainPage(text)}\n`)
    },
    progress: (done, total, text) => {
      const now = performance.now()
      if (!shows || (done === Number(last) && now - saidMs < quietMs)) return
      last = String(done)
      saidMs = now
      process.stdout.write(`${done}/${total}  ${plainPage(text)}\n`)
    },
    stop: () => {},
  }
}

function barReporter(name: string): Reporter {
  const bar = new SingleBar(
    {
      format: `${name.padEnd(12)} {bar} {value}/{total}  {text}`,
      hideCursor: false,
      clearOnComplete: false,
      barsize: 24,
      // Lines are cut to the terminal's width. Otherwise it is told not to wrap, and a kill leaves it so.
      linewrap: true,
    },
    Presets.shades_classic,
  )
  let started = false
  return {
    event: (_event, _fields, text) => {
      if (text === undefined) return
      if (!started) process.stdout.write(`${plainPage(text)}\n`)
      else {
        process.stdout.write(`\r\u001b[2K${plainPage(text)}\n`)
        // The bar ends where it last saved the cursor, which was a line further up.
        process.stderr.write('\u001b7')
        bar.render()
      }
    },
    progress: (done, total, line) => {
      const text = plainPage(line)
      if (!started) bar.start(total, done, { text })
      else bar.update(done, { text })
      started = true
    },
    stop: () => {
      if (started) bar.stop()
      started = false
    },
  }
}
