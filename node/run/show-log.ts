/** A log for people, and its verification. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { foldEnvelope } from '../../coordinator/fold-log.ts'
import { phaseOf } from '../../coordinator/phase.ts'
import type { View } from '../../coordinator/types.ts'
import { entryTimeMs } from '../../coordinator/view.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Entry } from '../../proto/messages.ts'
import { fail } from '../coded-error.ts'
import { openLogStore } from '../store/log.ts'
import { createCrypto } from '../system/crypto.ts'
import { createIdentity } from '../system/keys.ts'
import { readWholeLog } from './member.ts'

async function readFolder(folder: string): Promise<Uint8Array[]> {
  const path = join(resolve(folder), 'log.sqlite')
  if (!existsSync(path))
    fail(
      'E_INPUT',
      `${folder} holds no log`,
      'Give the folder of a run: the --home of coordinate or join.',
    )
  const log = openLogStore(path)
  try {
    return await readWholeLog(log)
  } finally {
    await log.close()
  }
}

function describe({ kind }: Entry, view: View): string {
  const name = (key: Uint8Array) => view.members.get(toHex(key))?.name ?? toHex(key).slice(0, 8)
  switch (kind.type) {
    case 'runStarted':
      return `run ${view.config.name} started, ${toHex(view.runId).slice(0, 16)}`
    case 'phaseEntered':
      return `${phaseOf(kind.phase)} (${kind.reason})`
    case 'membersChanged':
      return [
        ...kind.admitted.map((a) => `${a.name} joined`),
        ...kind.left.map((l) => `${toHex(l.member).slice(0, 8)} left (${l.code})`),
      ].join(', ')
    case 'roundOpened':
      return `round ${kind.round} opened at step ${kind.step}: ${kind.members.map(name).join(', ')}; ${kind.batches} batches from ${kind.firstBatch}`
    case 'commitmentsClosed':
      return `round ${kind.round}: ${kind.commitments.length} commitments, ${kind.lists.length} lists`
    case 'roundClosed':
      return `round ${kind.round} closed: ${kind.accepted.length} accepted, ${kind.refused.length} refused, loss ${(kind.lossMicronats / 1e6).toFixed(4)}, lineage ${toHex(kind.lineage).slice(0, 12)}`
    case 'checkpointMade':
      return `snapshot of step ${kind.step}, state ${toHex(kind.stateRoot).slice(0, 16)}, payloads kept from step ${kind.retainedStep}`
    case 'takenOver':
      return `taken over by ${toHex(kind.coordinator).slice(0, 16)} (${kind.reason})`
  }
}

const refused = (index: number, code: string): never =>
  fail(
    'E_VERIFY',
    `entry ${index} of the log does not follow: ${code}`,
    'What stands before it does.',
  )

export async function showLog(folder: string, print: (line: string) => void): Promise<void> {
  const crypto = createCrypto(createIdentity())
  let view: View | undefined
  for (const envelope of await readFolder(folder)) {
    const step = foldEnvelope(crypto, view, envelope)
    if (!step.ok) return refused(step.index, step.code)
    view = step.view
    const { message } = step.signed
    const time = new Date(entryTimeMs(message)).toISOString()
    print(`${String(message.index).padStart(6)}  ${time}  ${describe(message, view)}`)
  }
}

/** Gives a line for people. Rejects with E_VERIFY and the index of the first entry that does not follow. */
export async function verifyLog(folder: string): Promise<string> {
  const crypto = createCrypto(createIdentity())
  let view: View | undefined
  const envelopes = await readFolder(folder)
  for (const envelope of envelopes) {
    const step = foldEnvelope(crypto, view, envelope)
    if (!step.ok) return refused(step.index, step.code)
    view = step.view
  }
  if (view === undefined) return fail('E_VERIFY', `the log in ${folder} is empty`)
  return `${envelopes.length} entries follow; ${view.phase}, ${view.step} rounds applied, lineage ${toHex(view.lineage)}`
}
