/** `murmur doctor`: what this machine can do, measured where it can be, and how to add what is missing. */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { type EngineKind, KINDS, kindLabel } from '../engines/kinds.ts'
import { count, tryKind } from '../engines/trial.ts'
import { freeDeviceBytes } from '../system/device-memory.ts'
import { describeMachine } from '../system/machine.ts'
import { openModel } from './model.ts'
import { defaultBase } from './run-file.ts'

export type Finding = { readonly what: string; readonly ok: boolean; readonly text: string }

const trialTokens = 128

/** Rows of a trial: enough to fill a device; one for the kinds that are slow everywhere. */
const fastRows = 8

/** Tokens a second of a few training steps of the committed base on one kind of engine, or what is missing and what to do. */
async function tryOne(kind: EngineKind, config: ModelConfig, threads: number): Promise<Finding> {
  const rows = kind.fast ? fastRows : 1
  const trial = await tryKind(kind, { config, rows, length: trialTokens, threads })
  const what = kindLabel(kind)
  if (!trial.ok)
    return {
      what,
      ok: false,
      text: trial.absent ? `${trial.reason}. ${kind.advice}` : trial.reason,
    }
  return {
    what,
    ok: true,
    text: `${count(trial.tokensPerSecond)} tokens/s of training on the base model, ${threads} thread${threads === 1 ? '' : 's'}`,
  }
}

export async function runDoctor(options: {
  readonly json: boolean
  readonly threads: number | undefined
}): Promise<void> {
  const machine = describeMachine()
  const threads = options.threads ?? Math.max(1, Math.floor(machine.cores / 2))
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
  const findings: Finding[] = []
  // Each as it is found: a trial takes its seconds.
  const add = (finding: Finding) => {
    findings.push(finding)
    const { what, ok, text } = finding
    if (!options.json) process.stdout.write(`${ok ? 'ok ' : '-- '} ${what.padEnd(12)} ${text}\n`)
  }
  for (const finding of [
    { what: 'node', ok: true, text: `${machine.node} on ${machine.platform}` },
    { what: 'processor', ok: true, text: `${machine.cores} cores, ${machine.cpu}` },
    {
      what: 'memory',
      ok: machine.freeMemoryBytes > 2 ** 30,
      text: `${gib(machine.memoryBytes)}, ${gib(machine.freeMemoryBytes)} free`,
    },
  ])
    add(finding)
  const device = freeDeviceBytes('auto')
  if (device !== undefined) add({ what: 'gpu memory', ok: true, text: `${gib(device)} free` })
  const { config } = await openModel(defaultBase)
  // The interpreter works everywhere and is too slow to measure here.
  for (const kind of KINDS)
    if (kind.engine !== 'reference') add(await tryOne(kind, config, threads))
  const best = findings.filter((f) => f.ok && /^(onnx|tfjs)/.test(f.what))
  if (options.json)
    process.stdout.write(`${JSON.stringify({ event: 'doctor', ok: best.length > 0, findings })}\n`)
  if (best.length === 0) process.exitCode = 3
}
