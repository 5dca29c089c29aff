/**
 * `murmur run start`: the coordinator of a run file in the background. Returns when it listens, or with its own error where it ends.
 */
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CodedError, diskError, type FaultCode, fail, faults } from '../../coded-error.ts'
import { systemClock } from '../../system/clock.ts'
import { askControl } from '../../system/control.ts'
import type { Status } from './status.ts'

const main = resolve(import.meta.dirname, '../../main.ts')
const pollMs = 100
/** Data are prepared and the base is read before it listens. */
const startWithinMs = 600_000
const sayMs = 15_000

export type StartOptions = {
  readonly runFile: string
  readonly folder: string
  /** Further flags of murmur coordinate. */
  readonly flags: readonly string[]
  readonly say: (line: string) => void
}

/** Gives the status of the running coordinator. Rejects with its error, or E_TIMEOUT. */
export async function startInBackground(options: StartOptions): Promise<Status> {
  const { runFile, folder, flags, say } = options
  const running = await askControl(folder, { command: 'status' })
  if (running !== undefined)
    fail(
      'E_BUSY',
      `${running.ok ? 'a coordinator' : 'a contributing node'} runs in ${folder} already`,
      `murmur ${running.ok ? 'run ' : ''}status shows it; choose another folder with --home for another run.`,
    )
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskError(error, folder)
  })
  const output = join(folder, 'coordinator.log')
  const file = openSync(output, 'w', 0o600)
  const child = spawn(
    process.execPath,
    [...process.execArgv, main, 'coordinate', runFile, '--home', folder, '--quiet', ...flags],
    { detached: true, stdio: ['ignore', file, file] },
  )
  closeSync(file)
  let exit: number | undefined
  child.once('exit', (code) => {
    exit = code ?? 1
  })
  child.once('error', () => {
    exit = 1
  })
  child.unref()
  const started = systemClock.now()
  let said = started
  for (;;) {
    if (exit !== undefined) throw await endOf(output, exit)
    const answer = await askControl(folder, { command: 'status' }).catch(() => undefined)
    if (answer?.ok === true) return answer.data as Status
    const now = systemClock.now()
    if (now - started > startWithinMs)
      fail('E_TIMEOUT', 'the coordinator does not listen yet', `Look at ${output}.`)
    if (now - said >= sayMs) {
      said = now
      say(`still preparing data and base; its output is in ${output}`)
    }
    await new Promise<void>((done) => systemClock.after(pollMs, done))
  }
}

/** The error of a coordinator that ended, from the last line of its output. */
async function endOf(output: string, exit: number): Promise<CodedError> {
  const text = await readFile(output, 'utf8').catch(() => '')
  const last =
    text
      .trim()
      .split('\nmurmur: ')
      .at(-1)
      ?.replace(/^murmur: /, '') ?? ''
  const found = /\[(E_[A-Z]+)\]\s*$/.exec(last)
  const code = found?.[1] ?? 'E_BUG'
  const known: FaultCode = Object.hasOwn(faults, code) ? (code as FaultCode) : 'E_BUG'
  const message = last.replace(/\s*\[E_[A-Z]+\]\s*$/, '')
  return new CodedError(known, message === '' ? `the coordinator ended with ${exit}` : message)
}
