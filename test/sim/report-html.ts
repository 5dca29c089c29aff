/**
 * A run as one page: what came of it, its loss, and a timeline of every member. Self-contained: no script, no other file.
 */
import { type Outcome, outcomeRows } from './outcome.ts'
import type { Moment, RoundRecord } from './recorder.ts'
import type { Play } from './run-scenario.ts'

const width = 1100
const left = 90
const rowPx = 14
const mostRows = 100

const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const phaseColours: { readonly [phase: string]: string } = {
  WaitingForMembers: '#d9d9d9',
  Warmup: '#f6d186',
  RoundTrain: '#a8d5ba',
  RoundReveal: '#8fb8de',
  Cooldown: '#cdb4db',
  Paused: '#bbbbbb',
  Finished: '#666666',
}

/** Moment → colour of its mark; undefined: not on a member's row. */
function colourOf(what: string): string | undefined {
  if (what === 'dies') return '#c0392b'
  if (what === 'starts') return '#27ae60'
  if (what === 'contribution undecided') return '#f1c40f'
  if (what.startsWith('contribution')) return '#e67e22'
  if (what.startsWith('off the list')) return '#8e44ad'
  if (what.startsWith('ends')) return '#2c3e50'
  if (what === 'replica restored') return '#16a085'
  return what === 'admitted' ? '#2980b9' : undefined
}

export function htmlReport(play: Play, outcome: Outcome): string {
  const endMs = Math.max(1, play.recorder.moments.at(-1)?.ms ?? 1)
  const x = (ms: number) => Math.round(10 * (left + ((width - left - 10) * ms) / endMs)) / 10
  const rows = outcomeRows(outcome).map(
    (cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  )
  const faults = disturbances(play).map(
    ({ ms, what, who }, i) =>
      `<tr><td>${i + 1}</td><td>${(ms / 1000).toFixed(1)} s</td><td>${escapeHtml(what)}</td><td>${escapeHtml((who ?? []).join(' '))}</td></tr>`,
  )
  const liars = outcome.caught.map(
    (c) =>
      `<li>${escapeHtml(c.member)}, ${escapeHtml(c.lie)}: ${c.as === undefined ? 'never caught' : escapeHtml(`${c.as} in round ${c.round}`)}</li>`,
  )
  const broken = play.net.violations.map((v) => `<li>${escapeHtml(v)}</li>`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Murmuration: a simulated run</title>
<style>body{font:14px/1.4 system-ui,sans-serif;margin:24px;max-width:${width}px;color:#222}h1{font-size:20px}h2{font-size:16px;margin-top:28px}
table{border-collapse:collapse}td{padding:1px 14px 1px 0;border-bottom:1px solid #eee;font-variant-numeric:tabular-nums}svg text{font-size:10px}
.key span{margin-right:14px;white-space:nowrap}.key i{display:inline-block;width:10px;height:10px;margin-right:4px}.bad{color:#c0392b}</style></head><body>
<h1>A simulated run: ${outcome.nodes} nodes, ${outcome.steps} steps, seed ${play.scenario.seed}</h1>
${broken.length > 0 ? `<h2 class="bad">Broken invariants</h2><ul class="bad">${broken.join('')}</ul>` : '<p>Every invariant held.</p>'}
<h2>Timeline</h2>
${timeline(play, x, endMs)}
${faults.length > 0 ? `<h2>Disturbances</h2><table>${faults.join('')}</table>` : ''}
<h2>Loss</h2>
${lossChart(play.recorder.rounds, x)}
${liars.length > 0 ? `<h2>Liars</h2><ul>${liars.join('')}</ul>` : ''}
<h2>Numbers</h2><table>${rows.join('')}</table>
</body></html>
`
}

/** What the scenario did to the run, and how each of it ended. */
function disturbances({ scenario, recorder }: Play): readonly Moment[] {
  const texts = new Set(scenario.faults.flatMap(({ text }) => [text, `end of ${text}`]))
  return recorder.moments.filter(({ what }) => texts.has(what) || what === 'churn')
}

function timeline(play: Play, x: (ms: number) => number, endMs: number): string {
  const { net, recorder } = play
  const { phases, moments, rounds } = recorder
  const bands = phases.map(({ ms, phase }, i) => {
    const to = phases[i + 1]?.ms ?? endMs
    const w = Math.max(0.3, Math.round(10 * (x(to) - x(ms))) / 10)
    return `<rect x="${x(ms)}" y="16" width="${w}" height="12" fill="${phaseColours[phase] ?? '#fff'}"><title>${phase} from ${ms} ms</title></rect>`
  })
  const shown = net.members.slice(0, mostRows)
  const rowOf = new Map(shown.map((m, i) => [m.name, 44 + i * rowPx]))
  const names = shown.map(
    (m) =>
      `<text x="0" y="${(rowOf.get(m.name) ?? 0) + 4}"${m.lie === undefined ? '' : ' fill="#c0392b"'}>${m.name}${m.lie === undefined ? '' : ` ${m.lie}`}</text><line x1="${left}" x2="${width - 10}" y1="${rowOf.get(m.name)}" y2="${rowOf.get(m.name)}" stroke="#eee"/>`,
  )
  const marks = moments.flatMap((m) => marksOf(m, x, rowOf))
  const voids = rounds
    .filter((r) => r.void)
    .map((r) => `<text x="${x(r.closedMs)}" y="40" fill="#c0392b">void</text>`)
  const height = 56 + shown.length * rowPx
  const lines = disturbances(play).map(
    ({ ms, what }, i) =>
      `<path d="M${x(ms)} 14V${height}" stroke="#c0392b" stroke-dasharray="2 3" opacity="0.6"/><text x="${x(ms) + 2}" y="${height - 2}" fill="#c0392b">${i + 1}<title>${escapeHtml(what)}</title></text>`,
  )
  const ticks = Array.from({ length: 11 }, (_, i) => (endMs * i) / 10).map(
    (ms) =>
      `<text x="${x(ms)}" y="10" fill="#888" text-anchor="${ms === endMs ? 'end' : 'start'}">${(ms / 1000).toFixed(0)} s</text>`,
  )
  const more =
    net.members.length > mostRows ? `<p>The first ${mostRows} of ${net.members.length}.</p>` : ''
  const key = [
    ...Object.entries(phaseColours),
    ...[
      'starts',
      'dies',
      'admitted',
      'off the list',
      'contribution refused',
      'contribution undecided',
      'replica restored',
    ].map((what) => [what, colourOf(what) ?? ''] as const),
  ].map(([name, colour]) => `<span><i style="background:${colour}"></i>${name}</span>`)
  return `<p class="key">${key.join(' ')}</p><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${ticks.join('')}${bands.join('')}${names.join('')}${lines.join('')}${voids.join('')}${marks.join('')}</svg>${more}`
}

function marksOf(
  m: Moment,
  x: (ms: number) => number,
  rowOf: ReadonlyMap<string, number>,
): string[] {
  const colour = colourOf(m.what)
  return (m.who ?? []).flatMap((who) => {
    const y = rowOf.get(who)
    if (y === undefined) return []
    const title = `<title>${escapeHtml(`${who}: ${m.what}, ${m.ms} ms, event ${m.event}`)}</title>`
    return colour === undefined
      ? [`<path d="M${x(m.ms)} ${y - 5}v10" stroke="#c0392b">${title}</path>`]
      : [`<circle cx="${x(m.ms)}" cy="${y}" r="3" fill="${colour}">${title}</circle>`]
  })
}

function lossChart(rounds: readonly RoundRecord[], x: (ms: number) => number): string {
  const points = rounds.filter((r) => !r.void)
  const most = Math.max(1e-9, ...points.map((r) => r.loss))
  const y = (loss: number) => Math.round(10 * (110 - (100 * loss) / most)) / 10
  const line = points.map((r) => `${x(r.closedMs)},${y(r.loss)}`).join(' ')
  return `<svg width="${width}" height="120" viewBox="0 0 ${width} 120"><text x="0" y="16">${most.toPrecision(3)}</text><text x="0" y="112">0</text><line x1="${left}" x2="${width - 10}" y1="110" y2="110" stroke="#ccc"/><polyline points="${line}" fill="none" stroke="#2980b9" stroke-width="1.5"/></svg>`
}
