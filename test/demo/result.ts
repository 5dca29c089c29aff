/** What came out of a demo: the machine contract's JSON object, the report page, the closing table. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Accuracy,
  type MemberRow,
  type RoundRow,
  renderReport,
} from '../../node/run/report.ts'
import type { Cast } from './cast.ts'
import type { ChildEvent } from './child.ts'
import type { Sameness } from './compare.ts'
import type { DemoOptions } from './options.ts'
import type { DemoPlan } from './prepare.ts'
import { closingTable } from './screen.ts'

type Parts = {
  readonly options: DemoOptions
  readonly plan: DemoPlan
  readonly cast: Cast
  readonly members: readonly (MemberRow & { readonly pid: number })[]
  readonly finished: ChildEvent
  readonly asked: ChildEvent
  readonly after: ChildEvent
  readonly oneMember: ChildEvent | undefined
  readonly same: Sameness
  readonly seconds: number
}

export type DemoResult = {
  readonly json: { readonly ok: boolean; readonly [field: string]: unknown }
  readonly page: string
  readonly rows: readonly (readonly [string, string])[]
  readonly faults: readonly string[]
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const accuracy = (event: ChildEvent): Accuracy => ({
  think: number(event['think']),
  noThink: number(event['noThink']),
})
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function roundRow(event: ChildEvent): RoundRow {
  return {
    round: number(event['round']),
    loss: event['void'] === true ? undefined : number(event['lossMicroNats']) / 1e6,
    members: number(event['members']),
    accepted: number(event['accepted']),
    payloadBytes: number(event['payloadBytes']),
  }
}

/** Mean of the first or last `n` losses: one round's loss is noisy. */
const mean = (values: readonly number[]) =>
  values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length)

/** What the demo promises on its own data, as sentences for each promise that was broken. */
function faultsOf(parts: Parts, lossFirst: number, lossLast: number): string[] {
  const { same, options, asked, after } = parts
  const faults: string[] = []
  if (!same.replicasIdentical) faults.push('the replicas differ')
  if (!same.replayIdentical) faults.push('the replayed checkpoint differs')
  if (!(lossLast < lossFirst)) faults.push('the loss did not fall')
  if (options.data !== undefined) return faults
  const [b, a] = [accuracy(asked), accuracy(after)]
  if (lossLast > 0.6 * lossFirst) faults.push('the loss ended above 0.6 × its start')
  if (a.think - b.think < 0.3) faults.push('exact match with thinking rose by less than 30 points')
  if (a.noThink <= b.noThink) faults.push('exact match without thinking did not rise')
  return faults
}

export function composeResult(parts: Parts): DemoResult {
  const { options, plan, cast, members, finished, asked, after, oneMember, same, seconds } = parts
  const rounds = cast.rounds.map(roundRow)
  const losses = rounds.flatMap((row) => (row.loss === undefined ? [] : [row.loss]))
  const lossFirst = losses[0] ?? 0
  const lossLast = mean(losses.slice(-5))
  const faults = faultsOf(parts, lossFirst, lossLast)
  const sent = rounds.reduce((sum, row) => sum + row.payloadBytes, 0)
  const accepted = rounds.reduce((sum, row) => sum + row.accepted, 0)
  const payloadBytesPerRound = Math.round(sent / Math.max(1, accepted))
  const exactMatch = {
    before: accuracy(asked),
    after: accuracy(after),
    ...(oneMember === undefined ? {} : { oneMember: accuracy(oneMember) }),
  }
  const lineage = String(finished['lineage'])
  const json = {
    ok: faults.length === 0,
    ...(faults.length === 0 ? {} : { faults }),
    members,
    rounds: rounds.length,
    replicasIdentical: same.replicasIdentical,
    replayIdentical: same.replayIdentical,
    heldOut: number(after['problems']),
    lossFirst,
    lossLast,
    exactMatch,
    payloadBytesPerRound,
    packingEfficiency: number(cast.coordinator.status['packingEfficiency']),
    lineage,
    checkpoint: join(options.out, 'checkpoint'),
    replicas: options.exportReplicas ? same.replicas : [],
    seconds: Math.round(seconds * 10) / 10,
  }
  const page = renderReport({
    ...json,
    title: plan.title,
    runId: String(cast.coordinator.status['runId']),
    parameters: number(cast.coordinator.status['parameters']),
    rounds,
    samples: (after['samples'] as { prompt: string; answer: string }[] | undefined) ?? [],
    seconds,
  })
  const rows: [string, string][] = [
    ['loss', `${lossFirst.toFixed(3)} → ${lossLast.toFixed(3)}`],
    [
      'exact match, thinking',
      `${percent(exactMatch.before.think)} → ${percent(exactMatch.after.think)}`,
    ],
    [
      'exact match, not thinking',
      `${percent(exactMatch.before.noThink)} → ${percent(exactMatch.after.noThink)}`,
    ],
    ['replicas bit-identical', same.replicasIdentical ? `yes (${same.replicas.length})` : 'NO'],
    ['replay bit-identical', same.replayIdentical ? 'yes' : 'NO'],
    ['payload per member and round', `${(payloadBytesPerRound / 1024).toFixed(1)} KiB`],
    ['lineage', lineage.slice(0, 16)],
    ['checkpoint', json.checkpoint],
    ['report', join(options.out, 'report.html')],
    ['time', `${seconds.toFixed(0)} s`],
  ]
  return { json, page, rows, faults }
}

export function writeReport(out: string, result: DemoResult): void {
  writeFileSync(join(out, 'report.html'), result.page)
}

export function printResult(options: DemoOptions, result: DemoResult): void {
  const out = options.json ? process.stderr : process.stdout
  out.write(`${closingTable(result.rows)}\n`)
  for (const fault of result.faults)
    process.stderr.write(`demo: ${fault}. The logs are in ${join(options.out, 'logs')}. [E_DEMO]\n`)
  if (options.json) process.stdout.write(`${JSON.stringify(result.json)}\n`)
}
