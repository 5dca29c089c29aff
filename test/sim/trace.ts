/**
 * A run as a file: the scenario on the first line, then one line for each moment. Because a scenario fixes every event, the file can be
 * played again up to any of them.
 */
import { readFileSync } from 'node:fs'
import { fail } from '../../node/coded-error.ts'
import type { Moment } from './recorder.ts'

export type Trace = { readonly draft: object; readonly moments: readonly Moment[] }

export const traceText = ({ draft, moments }: Trace): string =>
  [{ scenario: draft }, ...moments].map((line) => `${JSON.stringify(line)}\n`).join('')

export function readTrace(path: string): Trace {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  const parsed = lines.map((line, i): unknown => {
    try {
      return JSON.parse(line)
    } catch {
      return fail('E_INPUT', `${path}: line ${i + 1} is no JSON: the trace is damaged or cut.`)
    }
  })
  const draft = (parsed[0] as { scenario?: unknown } | undefined)?.scenario
  if (typeof draft !== 'object' || draft === null)
    return fail('E_INPUT', `${path}: line 1 holds no scenario: this is no trace of a simulation.`)
  return { draft, moments: parsed.slice(1) as Moment[] }
}

/** The first moment up to `event` in which a second run differs from the trace; undefined where none. */
export function firstDifference(
  trace: readonly Moment[],
  again: readonly Moment[],
  event: number,
): { readonly was: Moment | undefined; readonly is: Moment | undefined } | undefined {
  const was = trace.filter((m) => m.event <= event)
  const is = again.filter((m) => m.event <= event)
  for (let i = 0; i < Math.max(was.length, is.length); i++)
    if (JSON.stringify(was[i]) !== JSON.stringify(is[i])) return { was: was[i], is: is[i] }
  return undefined
}
