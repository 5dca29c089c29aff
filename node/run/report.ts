/**
 * The one-page report of a run: what was trained by whom, how the loss fell, what was sent, what the model can answer now.
 *
 * A pure function from numbers to HTML that needs no network and no script: it can be mailed, archived and opened in ten
 * years. Every text that came from somebody else (names, refusals) is escaped.
 */
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

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => entities[c] as string)

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`

const style = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#5b6875;--line:#d8dee4;--paper:#fff;--wash:#f4f6f8;--mark:#0b6bcb;--good:#1a7f4b;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa7b4;--line:#303a45;--paper:#11171d;--wash:#19212a;--mark:#6cb2ff;--good:#5fd394;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2.25rem 0 .5rem}
p{margin:.25rem 0}.soft{color:var(--soft)}code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.25rem 0}
.tile{background:var(--wash);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}.tile b{display:block;font-size:1.35rem}
.good{color:var(--good)}.bad{color:var(--bad)}.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:right;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft)}th:first-child,td:first-child{text-align:left}svg{width:100%;height:auto;display:block}
pre{background:var(--wash);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;white-space:pre-wrap;font:13px/1.45 ui-monospace,monospace}
`

const tile = (label: string, value: string, mark = '') =>
  `<div class="tile"><span class="soft">${label}</span><b class="${mark}">${value}</b></div>`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<div class="scroll"><table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table></div>`
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
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(data.title)} · Murmuration</title><style>${style}</style></head><body><main>
<h1>${escapeHtml(data.title)}</h1>
<p class="soft">${data.members.length} members, ${data.rounds.length} rounds, ${data.parameters.toLocaleString('en')} parameters, ${data.seconds.toFixed(0)} s</p>
<div class="tiles">${tiles(data)}</div>
<h2>Loss per round</h2>${lossPlot(data.rounds, data.members)}
<h2>Held-out problems (${data.heldOut})</h2>${accuracyTable(data)}
<h2>Members</h2>${memberTable(data)}
<h2>Bytes</h2><p>All payloads of the run: ${kib(sent)}; one member's dense fp32 gradient would be ${kib(dense)} a round, its payload is ${kib(data.payloadBytesPerRound)} (${(dense / Math.max(1, data.payloadBytesPerRound)).toFixed(0)} × less).</p>
<h2>What it answers now</h2>${samples}
<h2>Proof</h2><p>Run <code>${escapeHtml(data.runId)}</code></p><p>Lineage <code>${escapeHtml(data.lineage)}</code></p>
<p class="soft">Anyone can rebuild this checkpoint bit for bit from the base checkpoint, the log and the payloads: <code>murmur replay &lt;run folder&gt;</code>.</p>
</main></body></html>
`
}
