/**
 * A process over one that computes on a device: a driver that crashes takes the computing process with it, and the guard says so and goes
 * on with the next kind of engine, or ends with a code and advice.
 *
 * An engine's thread shares its process with the driver, and its parameters and gradients with the node; a process of its own for the engine
 * would copy both at every step. So it is the whole node that is watched and started again, which it can be at any instruction. Invariant:
 * each start has fewer kinds than the one before.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { fail } from '../coded-error.ts'
import { type EngineKind, kindLabel } from '../engines/kinds.ts'
import { type EngineOrder, GUARD, GUARDED, type GuardMessage, writeOrder } from './guarded.ts'

/** What a fault of native code ends a process by. */
const CRASHES: readonly NodeJS.Signals[] = [
  'SIGSEGV',
  'SIGBUS',
  'SIGABRT',
  'SIGILL',
  'SIGFPE',
  'SIGTRAP',
  'SIGSYS',
]

/** Windows has exit codes from here on instead. */
const FIRST_WINDOWS_FAULT = 0x80000000

const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The command again, as its own guard: in place of this process where the system can do that, so that the guard is small. */
export async function startGuard(order: EngineOrder): Promise<void> {
  if (process.platform === 'win32' || process.execve === undefined) return guard(order)
  process.emit('exit', 0)
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  process.execve(process.execPath, args, { ...process.env, [GUARD]: writeOrder(order) })
}

/**
 * Runs the command of this process in another one until it ends; its exit code becomes ours. Rejects with E_ENGINE where a driver ended it
 * and no kind is left.
 */
export async function guard(order: EngineOrder): Promise<void> {
  let { kinds, why } = order
  for (;;) {
    const { code, signal, using, interrupted, ended } = await watch({ ...order, kinds, why })
    // Its work is done: a driver that crashes as its library is unloaded changes nothing.
    if (ended !== undefined) return endAs(ended, null)
    const fault = faultOf(code, signal)
    const lost = kinds[using]
    // The processor's library, or Node itself, did not crash for a device.
    if (fault === undefined || (lost?.certain === true && signal !== 'SIGKILL'))
      return endAs(code, signal)
    if (signal === 'SIGKILL')
      fail(
        'E_ENGINE',
        'the system ended the process (SIGKILL), most likely for want of memory',
        'Give it less with --memory.',
      )
    kinds = kinds.slice(using + 1)
    const [next] = kinds
    const told = `${kindLabel(lost as EngineKind)} failed: its process ended by ${fault}`
    if (next === undefined || interrupted)
      fail(
        'E_ENGINE',
        told,
        'Its driver crashed, or is out of memory: give it less with --memory, or use another --device or --device auto.',
      )
    why = `${kindLabel(next)}, the next of the order`
    say(`${told}; murmur starts again, on ${kindLabel(next)}`)
  }
}

function endAs(code: number | null, signal: NodeJS.Signals | null): void {
  if (signal !== null) process.kill(process.pid, signal)
  process.exitCode = code ?? 1
}

type End = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Place of the kind in use among those it was started with. */
  readonly using: number
  /** It was asked to end. */
  readonly interrupted: boolean
  /** Exit code that it said it would end with, nothing being left to do; undefined where it did not come so far. */
  readonly ended: number | undefined
}

async function watch(order: EngineOrder): Promise<End> {
  const { [GUARD]: _, ...env } = process.env
  const args = [...process.execArgv, ...process.argv.slice(1)]
  const child = spawn(process.execPath, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...env, [GUARDED]: writeOrder(order) },
  })
  let using = 0
  let ended: number | undefined
  child.on('message', (message: GuardMessage) => {
    if ('using' in message) using = message.using
    else ended = message.ended
  })
  const { interrupted, dispose } = forwardSignals(child)
  try {
    return await new Promise<End>((resolve, reject) => {
      child.on('error', reject)
      // Not at 'exit', which can come before its last message.
      child.on('close', (code, signal) =>
        resolve({ code, signal, using, ended, interrupted: interrupted() }),
      )
    })
  } finally {
    dispose()
  }
}

/** A terminal's Ctrl-C reaches both: the other process takes two that come at once for one (system/interrupt.ts). */
function forwardSignals(child: ChildProcess) {
  let interrupted = false
  const forward = (signal: NodeJS.Signals) => {
    interrupted = true
    child.kill(signal)
  }
  for (const signal of FORWARDED) process.on(signal, forward)
  const dispose = () => {
    for (const signal of FORWARDED) process.off(signal, forward)
  }
  return { interrupted: () => interrupted, dispose }
}

/** How a crash is called; undefined where the process ended in a way of its own. */
function faultOf(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal !== null) return CRASHES.includes(signal) || signal === 'SIGKILL' ? signal : undefined
  return code !== null && code >= FIRST_WINDOWS_FAULT ? `0x${code.toString(16)}` : undefined
}

function say(line: string): void {
  const json = process.argv.includes('--json')
  const said = json ? JSON.stringify({ event: 'engine', message: line }) : line
  process.stdout.write(`${said}\n`)
}
