/**
 * From the start of a coordinator's process to its next decision on the disk, with a log of 100,000 entries: with the fold that it kept,
 * in the worst case (as many entries behind it as there can be), and without one. Budget: 2 s with it.
 *
 * The log is real: Ed25519 signatures of coordinator and members, SHA-256, SQLite. Preparing data and opening the base are not in it.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepEveryEntries } from '../../node/run/recover.ts'
import { sealFold } from '../../node/run/saved-fold.ts'
import { openLogStore } from '../../node/store/log.ts'
import { continueLog, type LogStart, startOfLog } from '../log/make-log.ts'
import type { BenchInput } from './main.ts'

const chunk = 5000
const runs = 5

type Start = {
  readonly openedMs: number
  readonly recoveredMs: number
  readonly chainMs: number
  readonly decidedMs: number
  readonly spared: number
}

export async function benchRecovery({ options, say }: BenchInput) {
  const { values } = parseArgs({
    args: [...options],
    options: {
      entries: { type: 'string', default: '100000' },
      members: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      full: { type: 'boolean', default: false },
    },
  })
  const entries = Number(values.entries)
  const folder = mkdtempSync(join(tmpdir(), 'murmur-recovery-'))
  const measure = (): Start =>
    JSON.parse(
      execFileSync(
        process.execPath,
        [join(import.meta.dirname, 'recovery-start.ts'), folder, values.seed, values.members],
        { encoding: 'utf8' },
      ),
    )
  try {
    const start = startOfLog({ members: Number(values.members), seed: Number(values.seed) })
    const logBytes = await build(folder, start, entries, say)
    const starts = Array.from({ length: runs }, measure).sort((a, b) => a.decidedMs - b.decidedMs)
    const median = starts[Math.floor(runs / 2)] as Start
    const result = {
      entries,
      logBytes,
      members: Number(values.members),
      spared: median.spared,
      seconds: median.decidedMs / 1000,
      worstSeconds: (starts.at(-1) as Start).decidedMs / 1000,
      budgetSeconds: 2,
      openSeconds: median.openedMs / 1000,
      recoverSeconds: (median.recoveredMs - median.openedMs) / 1000,
      chainSeconds: (median.chainMs - median.recoveredMs) / 1000,
    }
    if (!values.full) return result
    await forgetFold(folder)
    return { ...result, secondsWithoutFold: measure().decidedMs / 1000 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes the log, and the fold that a coordinator would have kept the longest time before its end. */
async function build(
  folder: string,
  start: LogStart,
  entries: number,
  say: (line: string) => void,
): Promise<number> {
  const log = openLogStore(join(folder, 'log.sqlite'))
  await log.append(0, start.first)
  // Another maker checks nothing that it signed itself; the starts that are measured check what they rest on.
  const maker = continueLog(start, start.view, true)
  let bytes = 0
  const write = async (until: number) => {
    const length = await log.length()
    const made = maker.until(until)
    await log.append(length, ...made)
    bytes += made.reduce((sum, envelope) => sum + envelope.length, 0)
  }
  const keptAt = entries - (keepEveryEntries - 1)
  for (let to = chunk; to < keptAt; to += chunk) {
    await write(to)
    say(`${to} of ${entries} entries`)
  }
  await write(keptAt)
  // Its rounds since the last snapshot are the replica's business; the decision needs the view alone.
  const { view } = maker.state()
  await log.keepFold(view.length, sealFold(start.crypto, { view, history: [] }))
  await write(entries)
  await log.close()
  return bytes
}

async function forgetFold(folder: string): Promise<void> {
  const log = openLogStore(join(folder, 'log.sqlite'))
  await log.keepFold(0, new Uint8Array(0))
  await log.close()
}
