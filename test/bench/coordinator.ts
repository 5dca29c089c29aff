/**
 * What a round costs the coordinator, for 100 to 10,000 members: every message opened and heard, every decision made, sealed and folded.
 *
 * CPU time of this process, the median of the rounds after the first. Signatures are the simulator's, so that the rules are measured and not
 * the curve's arithmetic; the cost of one Ed25519 verification on this machine is printed beside it.
 */

import { fromHex } from '../../kernels/hash.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { largestEnvelopeBytes, openEnvelope, type Signed } from '../../proto/wire.ts'
import { commitmentOf, listOf, openTable, reportOf, type Table } from '../coordinator/table.ts'
import type { Bench } from './main.ts'
import { rounded, secondsOf } from './measure.ts'

const sizes = [100, 1000, 3000, 10_000]
const rounds = 4
const witnesses = 8

export const benchCoordinator: Bench = async ({ say }) => {
  const rows = []
  for (const members of sizes) {
    const row = measure(members)
    rows.push(row)
    say(
      `${members} members: ${row.msPerRound} ms a round, ${row.usPerMember} us a member, ` +
        `largest entry ${row.largestEntryBytes} of ${largestEnvelopeBytes} bytes`,
    )
  }
  const last = rows.at(-1)?.usPerMember ?? 0
  const first = rows.find((row) => row.members === 1000)?.usPerMember ?? 1
  return { rows, growthFrom1000: rounded(last / first), verifyUs: verifyUs() }
}

function measure(members: number) {
  const limits = { maxMembers: members, initMembers: members, witnesses }
  const table = openTable(members, { ...limits, batches: members, rounds: rounds + 1 })
  const spent = Array.from({ length: rounds }, () => playRound(table))
  const usual = spent.slice(1).sort((a, b) => a - b)[(rounds - 1) >> 1] as number
  const largestEntryBytes = Math.max(...table.log.map(({ length }) => length))
  return {
    members,
    msPerRound: rounded(1000 * usual),
    usPerMember: rounded((1e6 * usual) / members),
    largestEntryBytes,
  }
}

/** CPU seconds of one round; what members do for it is not counted. */
function playRound(table: Table): number {
  const { open } = table
  const { round, witnesses: drawn, merged } = open()
  const rangesRoot = new Uint8Array(merged ? 32 : 0)
  const indexes = table.members.map((_, i) => i)
  const commitments = indexes.map((i) => commitmentOf(table, i, { rangesRoot }))
  let seconds = hearAll(table, commitments)
  seconds += hearAll(
    table,
    drawn.map((i) => listOf(table, i, commitments)),
  )
  if (open().closed === undefined) throw new Error('commitments are not closed')
  seconds += hearAll(
    table,
    drawn.map((i) => reportOf(table, i, indexes)),
  )
  if (table.state().view.lastClosed?.round !== round) throw new Error('the round is not closed')
  return seconds
}

function hearAll(table: Table, messages: readonly Signed[]): number {
  const before = process.cpuUsage()
  for (const { envelope } of messages) {
    const opened = openEnvelope(envelope, table.crypto.verify, table.state().view.runId)
    if (!opened.ok) throw new Error(opened.code)
    table.say(opened.signed)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Microseconds of one Ed25519 verification. */
function verifyUs(): number {
  const crypto = createCrypto(createIdentity())
  const bytes = new Uint8Array(300)
  const signature = crypto.sign(bytes)
  const signer = fromHex(crypto.self) as Uint8Array
  return rounded(1e6 * secondsOf(() => crypto.verify(signer, bytes, signature), 200, 20))
}
