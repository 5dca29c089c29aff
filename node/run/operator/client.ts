/**
 * `murmur run status | why | pause | resume | stop | eject`: the operator's end of the control socket. Status and why work without a
 * coordinator too, from the log.
 */
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { foldLog } from '../../../coordinator/fold-log.ts'
import type { View } from '../../../coordinator/types.ts'
import { codeOf, fail } from '../../coded-error.ts'
import { openLogStore } from '../../store/log.ts'
import { systemClock } from '../../system/clock.ts'
import { askControl, type ControlRequest } from '../../system/control.ts'
import { createCrypto } from '../../system/crypto.ts'
import { createIdentity } from '../../system/keys.ts'
import { readWholeLog } from '../member.ts'
import { describeStatus, type Status } from './status.ts'
import { createTally, type Tally } from './tally.ts'
import { findMembers, whyMember, whyRun } from './why.ts'

/** The folder of a run: named itself, or by its run file. */
export function runFolder(target: string): string {
  if (!/\.ya?ml$/.test(target)) return resolve(target)
  return resolve(`${basename(target).replace(/\.ya?ml$/, '')}-run`)
}

const noRun = (folder: string): never =>
  fail(
    'E_INPUT',
    `${folder} holds no run`,
    'Give the --home of murmur coordinate, or the run file where it has its default home.',
  )

/** Asks the coordinator of a folder. Rejects with E_UNREACHABLE where none runs there, E_STATE where it refuses. */
export async function command(folder: string, request: ControlRequest): Promise<unknown> {
  if (!existsSync(folder)) noRun(folder)
  const answer = await askControl(folder, request)
  if (answer === undefined)
    return fail(
      'E_UNREACHABLE',
      `no coordinator runs in ${folder}`,
      'Start it with murmur run start, or name another folder.',
    )
  if (!answer.ok) return fail('E_STATE', `${answer.message} (${answer.code})`)
  return answer.data
}

/** The run as its log alone tells it. */
export async function readRun(
  folder: string,
): Promise<{ readonly view: View; readonly tally: Tally }> {
  const path = join(folder, 'log.sqlite')
  if (!existsSync(path)) noRun(folder)
  // Whoever only asks changes nothing, in a damaged log neither.
  const log = openLogStore(path, { readOnly: true })
  try {
    const envelopes = await readWholeLog(log)
    const folded = foldLog(createCrypto(createIdentity()), envelopes)
    if (!folded.ok)
      return fail(
        'E_VERIFY',
        `entry ${folded.index} of the log does not follow: ${folded.code}`,
        'murmur log show prints what stands before it.',
      )
    const tally = createTally()
    for (const envelope of envelopes) tally.hear(envelope)
    return { view: folded.view, tally }
  } finally {
    await log.close()
  }
}

export async function statusOf(folder: string): Promise<Status> {
  const answer = existsSync(folder) ? await askAlive(folder, { command: 'status' }) : undefined
  if (answer?.ok === true) return answer.data as Status
  const { view, tally } = await readRun(folder)
  return describeStatus(view, tally, undefined, systemClock.now())
}

/** As askControl; of a process that ends while it is asked the log tells. */
function askAlive(folder: string, request: ControlRequest) {
  return askControl(folder, request).catch((error: unknown) => {
    if (codeOf(error) === 'E_UNREACHABLE') return undefined
    throw error
  })
}

export async function whyOf(folder: string, who: string | undefined): Promise<readonly string[]> {
  const request = { command: 'why', member: who ?? '' }
  const answer = existsSync(folder) ? await askAlive(folder, request) : undefined
  if (answer?.ok === true) return answer.data as string[]
  if (answer !== undefined) return fail('E_STATE', `${answer.message} (${answer.code})`)
  const { view, tally } = await readRun(folder)
  const status = describeStatus(view, tally, undefined, systemClock.now())
  if (who === undefined) return whyRun(status)
  const found = findMembers(tally, who)
  if (found.length === 0) fail('E_STATE', `no member of the run has the name or id ${who}`)
  return found.flatMap((member) =>
    whyMember(
      member,
      view,
      status.members.find(({ id }) => id === member.id),
    ),
  )
}

const pollMs = 250
const sayMs = 15_000

/** Waits until the run is in `phase` or its coordinator ended. Says what it waits for every 15 s. Rejects with E_TIMEOUT. */
export async function waitForPhase(
  folder: string,
  phase: string,
  seconds: number,
  say: (line: string) => void,
): Promise<void> {
  const started = systemClock.now()
  let said = started
  for (;;) {
    const status = await statusOf(folder)
    if (status.phase === phase) return
    const now = systemClock.now()
    if (!status.running)
      fail('E_UNFINISHED', `the coordinator ended in ${status.phase}`, 'Look at its output.')
    if (now - started > 1000 * seconds)
      fail('E_TIMEOUT', `the run is still in ${status.phase} after ${seconds} s`, whyNot(status))
    if (now - said >= sayMs) {
      said = now
      say(`${status.phase}; ${whyNot(status)}`)
    }
    await new Promise<void>((done) => systemClock.after(pollMs, done))
  }
}

const whyNot = (status: Status): string => `${whyRun(status)[0] ?? ''}.`
