/**
 * One `murmur` process of the demo: started, listened to line by line (`--json` prints one event a line), killed or waited for.
 *
 * Invariant: no process outlives the demo, whatever ends it, and no wait is without a deadline.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** What a process says of itself, one JSON object a line. Fields depend on `event`. */
export type ChildEvent = { readonly event: string; readonly [field: string]: unknown }

export type Child = {
  readonly name: string
  readonly pid: number
  readonly events: ChildEvent[]
  /** Newest value of each field that the process reported. */
  readonly status: Record<string, unknown>
  readonly exited: Promise<number>
  readonly kill: (signal: NodeJS.Signals) => void
  /** Resolves with the first event that satisfies `test`, past ones included. */
  readonly until: (
    what: string,
    test: (event: ChildEvent) => boolean,
    deadlineMs: number,
  ) => Promise<ChildEvent>
}

const murmur = resolve(import.meta.dirname, '../../murmur')
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

type Waiter = {
  readonly test: (event: ChildEvent) => boolean
  readonly done: (event: ChildEvent) => void
}

/** Starts `murmur ...args --json`. What it prints is kept in `folder/<name>.out` and `.err`. */
export function startChild(name: string, args: readonly string[], folder: string): Child {
  const spawned = spawn(murmur, [...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(spawned)
  const events: ChildEvent[] = []
  const status: Record<string, unknown> = {}
  const waiters = new Set<Waiter>()
  const transcript = createWriteStream(join(folder, `${name}.out`))
  let stderrTail = ''
  spawned.stderr.on('data', (chunk: Buffer) => {
    stderrTail = (stderrTail + chunk.toString()).slice(-2000)
  })
  spawned.stderr.pipe(createWriteStream(join(folder, `${name}.err`)))
  createInterface({ input: spawned.stdout }).on('line', (line) => {
    transcript.write(`${line}\n`)
    const event = parseEvent(line)
    if (event === undefined) return
    events.push(event)
    Object.assign(status, event)
    for (const waiter of waiters) if (waiter.test(event)) waiter.done(event)
  })
  const exited = new Promise<number>((done) => {
    spawned.on('error', () => done(127))
    spawned.on('close', (code, signal) => {
      running.delete(spawned)
      transcript.end()
      done(code ?? (signal === null ? 1 : 128))
    })
  })
  const until: Child['until'] = (what, test, deadlineMs) => {
    const past = events.find(test)
    if (past !== undefined) return Promise.resolve(past)
    return new Promise((done, fail) => {
      const waiter: Waiter = { test, done: (event) => settle(() => done(event)) }
      const timer = setTimeout(
        () => settle(() => fail(new Error(late(name, what, deadlineMs, folder)))),
        deadlineMs,
      )
      const settle = (act: () => void) => {
        clearTimeout(timer)
        waiters.delete(waiter)
        act()
      }
      waiters.add(waiter)
      void exited.then((code) => {
        if (waiters.has(waiter))
          settle(() =>
            fail(new Error(`${name} ended (exit ${code}) before ${what}: ${stderrTail.trim()}`)),
          )
      })
    })
  }
  const kill = (signal: NodeJS.Signals) => void spawned.kill(signal)
  return { name, pid: spawned.pid ?? -1, events, status, exited, kill, until }
}

const late = (name: string, what: string, ms: number, folder: string) =>
  `${name}: no ${what} within ${Math.round(ms / 1000)} s. Its output is in ${join(folder, `${name}.out`)} and .err`

function parseEvent(line: string): ChildEvent | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && 'event' in value) return value as ChildEvent
  } catch {
    // A line that is no event is in the transcript; it decides nothing.
  }
  return undefined
}

/** Runs one `murmur` command to its end and gives its last event. Rejects on a non-zero exit. */
export async function runChild(
  name: string,
  args: readonly string[],
  folder: string,
  deadlineMs: number,
): Promise<ChildEvent> {
  const child = startChild(name, args, folder)
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
  const code = await child.exited
  clearTimeout(timer)
  const last = child.events.at(-1)
  if (code !== 0 || last === undefined)
    throw new Error(
      `murmur ${args.join(' ')} ended with ${code}: ${String(last?.['message'] ?? '')} See ${join(folder, `${name}.err`)}`,
    )
  return last
}
