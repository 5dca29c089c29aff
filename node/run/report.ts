/**
 * The one-page report of a run: what was trained by whom, how the loss fell, what was sent, what the model can answer now.
 *
 * A pure function from numbers to HTML that needs no network and no script: it can be mailed, archived and opened in ten
 * years. Every text that came from somebody else (names, refusals) is escaped.
 */
import { escapeHtml, kib, percent, renderPage, table, tile } from './report-page.ts'
import { lossPlot } from './report-plot.ts'

export type RoundRow = {
  readonly round: number
  /** Mean loss per labelled token in nats; undefined for a void round. */
  readonly loss: number | undefined
  readonly members: number
  readonly accepted: number
  readonly payloadBytes: number
}

export type MemberRow = {
  readonly name: string
  readonly peerId: string
  readonly joinedRound: number
  readonly killedRound?: number | undefined
  readonly roundsApplied: number
  readonly batchesTrained: number
  readonly cpuSeconds: number
}

export type Accuracy = { readonly think: number; readonly noThink: number }

export type ReportData = {
  readonly title: string
  readonly runId: string
  readonly lineage: string
  readonly seconds: number
  readonly rounds: readonly RoundRow[]
  readonly members: readonly MemberRow[]
  readonly lossFirst: number
  readonly lossLast: number
  readonly heldOut: number
  readonly exactMatch: {
    readonly before: Accuracy
    readonly after: Accuracy
    readonly oneMember?: Accuracy | undefined
  }
  readonly replicasIdentical: boolean
  readonly replayIdentical: boolean
  readonly payloadBytesPerRound: number
  readonly parameters: number
  readonly packingEfficiency: number
  readonly samples: readonly { readonly prompt: string; readonly answer: string }[]
}

function accuracyTable(data: ReportData): string {
  const row = (name: string, a: Accuracy) => [name, percent(a.think), percent(a.noThink)]
  const rows = [
    row('before (base checkpoint)', data.exactMatch.before),
    row('after', data.exactMatch.after),
  ]
  if (data.exactMatch.oneMember)
    rows.push(row('control: one member alone', data.exactMatch.oneMember))
  return table(['exact match', 'thinking', 'without thinking'], rows)
}

function memberTable(data: ReportData): string {
  return table(
    ['member', 'peer', 'joined at', 'killed at', 'rounds applied', 'batches', 'CPU s'],
    data.members.map((m) => [
      escapeHtml(m.name),
      `<code>${escapeHtml(m.peerId.slice(-8))}</code>`,
      String(m.joinedRound),
      m.killedRound === undefined ? '–' : String(m.killedRound),
      String(m.roundsApplied),
      String(m.batchesTrained),
      m.cpuSeconds.toFixed(1),
    ]),
  )
}

function tiles(data: ReportData): string {
  const yes = (ok: boolean) => tileMark(ok)
  return [
    tile('loss', `${data.lossFirst.toFixed(3)} → ${data.lossLast.toFixed(3)}`),
    tile(
      'exact match, thinking',
      `${percent(data.exactMatch.before.think)} → ${percent(data.exactMatch.after.think)}`,
    ),
    tile('replicas bit-identical', ...yes(data.replicasIdentical)),
    tile('replay bit-identical', ...yes(data.replayIdentical)),
    tile('sent per member and round', kib(data.payloadBytesPerRound)),
    tile('packing efficiency', percent(data.packingEfficiency)),
  ].join('')
}
const tileMark = (ok: boolean): [string, string] => (ok ? ['yes', 'good'] : ['NO', 'bad'])

/** The whole page. `rounds` must be in order; text is escaped here. */
export function renderReport(data: ReportData): string {
  const dense = 4 * data.parameters
  const sent = data.rounds.reduce((sum, row) => sum + row.payloadBytes, 0)
  const samples = data.samples
    .map((s) => `<pre><b>${escapeHtml(s.prompt)}</b>\n${escapeHtml(s.answer)}</pre>`)
    .join('')
  return renderPage(
    data.title,
    `<p class="soft">${data.members.length} members, ${data.rounds.length} rounds, ${data.parameters.toLocaleString('en')} parameters, ${data.seconds.toFixed(0)} s</p>
<div class="tiles">${tiles(data)}</div>
<h2>Loss per round</h2>${lossPlot(data.rounds, data.members)}
<h2>Held-out problems (${data.heldOut})</h2>${accuracyTable(data)}
<h2>Members</h2>${memberTable(data)}
<h2>Bytes</h2><p>All payloads of the run: ${kib(sent)}; one member's dense fp32 gradient would be ${kib(dense)} a round, its payload is ${kib(data.payloadBytesPerRound)} (${(dense / Math.max(1, data.payloadBytesPerRound)).toFixed(0)} × less).</p>
<h2>What it answers now</h2>${samples}
<h2>Proof</h2><p>Run <code>${escapeHtml(data.runId)}</code></p><p>Lineage <code>${escapeHtml(data.lineage)}</code></p>
<p class="soft">Anyone can rebuild this checkpoint bit for bit from the base checkpoint, the log and the payloads: <code>murmur replay &lt;run folder&gt;</code>.</p>`,
  )
}
