/**
 * A temporary folder in which real `murmur` processes run, for tests: started, waited for, killed at the end.
 *
 * Invariant: no process and no file outlives the test file.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'
import { synthesizeChat } from '../../node/data/synth.ts'
import { followLog, openFolderLog, readerRules } from '../../node/run/log/read.ts'
import { planReplay, type ReplayPlan } from '../../node/run/replay-plan.ts'
import { type Child, startChild } from '../demo/child.ts'

export type Fields = Readonly<Record<string, string | number>>
export type Done = {
  readonly exit: number
  readonly status: Child['status']
  /** What it said last, for a failed command: the error. */
  readonly message: string
}

export type Said = { readonly exit: number; readonly out: string; readonly err: string }

export type Lab = {
  readonly at: (name: string) => string
  readonly start: (name: string, ...args: string[]) => Child
  /** Dies, as in a power cut, before or after its n-th write (kill-at-write.ts); undefined: it lives. */
  readonly startDying: (name: string, args: readonly string[], killAt: number | undefined) => Child
  /** A command to its end. */
  readonly done: (name: string, ...args: string[]) => Promise<Done>
  /** A run file of small rounds for one member. */
  readonly runFile: (name: string, fields?: Fields) => string
  /** A coordinator of `<name>.yaml` in the folder `name`, and where it can be joined. */
  readonly coordinate: (
    name: string,
    ...flags: string[]
  ) => Promise<{ readonly child: Child; readonly address: string }>
  /** A member in the folder `name`. */
  readonly join: (name: string, address: string, ...flags: string[]) => Child
  /** A command as a user gives it, from another folder than its files: no `--json` is added. */
  readonly tell: (...args: string[]) => Promise<Said>
  readonly planOf: (folder: string) => Promise<ReplayPlan>
}

const waitMs = 100_000
const murmur = resolve(import.meta.dirname, '../../murmur')
/** Without a trial of devices. */
export const here = ['--threads', '1', '--device', 'cpu']
export const anyPort = ['--listen', '/ip4/127.0.0.1/tcp/0']
const hook = pathToFileURL(join(import.meta.dirname, 'kill-at-write.ts')).href
const samples = 'few.jsonl'
const usual = {
  batches: 2,
  rowsPerBatch: 4,
  rowTokens: 128,
  initMembers: 1,
  extraWaitMs: 100,
  data: samples,
}

/** Data that a coordinator has packed in a tenth of a second; for the built-in ones it takes 1.5. */
export function writeFewSamples(folder: string): void {
  const lines = synthesizeChat(400, 1).map((sample) => JSON.stringify(sample))
  writeFileSync(join(folder, samples), lines.join('\n'))
}

export const addressOf = async (child: Child): Promise<string> => {
  const { addresses } = await child.until('address', (e) => e.event === 'listening', waitMs)
  return String((addresses as unknown[])[0])
}

export const whenStep = (child: Child, step: number) =>
  child.until(`step ${step}`, (e) => e.event === 'round' && Number(e['step']) >= step, waitMs)

export function openLab(what: string): Lab {
  const root = mkdtempSync(join(tmpdir(), `murmur-${what}-`))
  writeFewSamples(root)
  const children: Child[] = []
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(children.map((child) => child.exited))
    rmSync(root, { recursive: true, force: true })
  })
  const at = (name: string) => join(root, name)
  const start = (name: string, ...args: string[]) => {
    const child = startChild(name, args, root)
    children.push(child)
    return child
  }
  return {
    at,
    start,
    startDying: (name, args, killAt) => withHook(killAt, () => start(name, ...args)),
    done: async (name, ...args) => {
      const child = start(name, ...args)
      const exit = await child.exited
      return { exit, status: child.status, message: String(child.status['message']) }
    },
    runFile: (name, fields = {}) => {
      const lines = Object.entries({ ...usual, ...fields }).map(([k, v]) => `${k}: ${v}`)
      writeFileSync(at(`${name}.yaml`), lines.join('\n'))
      return at(`${name}.yaml`)
    },
    coordinate: async (name, ...flags) => {
      const args = ['coordinate', at(`${name}.yaml`), '--home', at(name), ...anyPort, ...flags]
      const child = start(`${name}-${children.length}`, ...args)
      return { child, address: await addressOf(child) }
    },
    join: (name, address, ...flags) => {
      const own = ['--home', at(name), '--name', name, ...here, ...anyPort]
      return start(`${name}-${children.length}`, 'join', address, ...own, ...flags)
    },
    tell: (...args) => tell(root, args),
    planOf,
  }
}

/** The event loop stays free: children write meanwhile. */
function tell(cwd: string, args: readonly string[]): Promise<Said> {
  return new Promise((done) => {
    const child = spawn(murmur, args, { cwd })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('close', (exit) => done({ exit: exit ?? 1, out, err }))
  })
}

/** Environment of a child that `act` starts: it loads kill-at-write.ts. */
function withHook<T>(killAt: number | undefined, act: () => T): T {
  const { NODE_OPTIONS: before } = process.env
  process.env['NODE_OPTIONS'] = `${before ?? ''} --import ${hook}`
  if (killAt !== undefined) process.env['MURMUR_TEST_KILL_AT'] = String(killAt)
  try {
    return act()
  } finally {
    delete process.env['MURMUR_TEST_KILL_AT']
    if (before === undefined) delete process.env['NODE_OPTIONS']
    else process.env['NODE_OPTIONS'] = before
  }
}

async function planOf(folder: string): Promise<ReplayPlan> {
  const log = openFolderLog(folder)
  try {
    const plan = await planReplay(followLog(log, readerRules()))
    if (plan === undefined) throw new Error('empty')
    return plan
  } finally {
    await log.close()
  }
}
