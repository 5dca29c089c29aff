/**
 * The inline plot of the report: loss per round as SVG, with the rounds at which members came and went.
 *
 * Drawn by hand because it is one line on one pair of axes and must need no script; the numbers are in a table for those who
 * cannot see it.
 */

/** One round of the plot; `loss` in nats, undefined for a void round. */
export type PlotRound = { readonly round: number; readonly loss: number | undefined }
/** Rounds at which a member came and went. */
export type PlotMember = {
  readonly name: string
  readonly joinedRound: number
  readonly killedRound?: number | undefined
}

const width = 880
const height = 300
const left = 48
const right = 12
const top = 14
const bottom = 34

type Scale = (value: number) => number

/** About `count` round numbers (1, 2 or 5 times a power of ten apart) that cover [0, max]. */
export function ticks(max: number, count: number): number[] {
  if (!(max > 0)) return [0]
  const raw = max / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = power * ([1, 2, 5, 10].find((m) => m * power >= raw) ?? 10)
  const out: number[] = []
  for (let i = 0; i * step <= max + step * 1e-9; i++) out.push(Number((i * step).toPrecision(12)))
  return out
}

function axes(x: Scale, y: Scale, lastRound: number, maxLoss: number): string {
  const parts: string[] = []
  for (const t of ticks(maxLoss, 5))
    parts.push(
      `<line x1="${left}" x2="${width - right}" y1="${y(t).toFixed(1)}" y2="${y(t).toFixed(1)}" stroke="var(--line)"/>`,
      `<text x="${left - 8}" y="${(y(t) + 4).toFixed(1)}" text-anchor="end">${t}</text>`,
    )
  for (const t of ticks(lastRound, 8))
    parts.push(
      `<text x="${x(t).toFixed(1)}" y="${height - bottom + 18}" text-anchor="middle">${t}</text>`,
    )
  parts.push(`<text x="${width - right}" y="${height - 2}" text-anchor="end">round</text>`)
  return `<g fill="var(--soft)" font-size="12">${parts.join('')}</g>`
}

function events(x: Scale, members: readonly PlotMember[]): string {
  const mark = (round: number, color: string, label: string) =>
    `<line x1="${x(round).toFixed(1)}" x2="${x(round).toFixed(1)}" y1="${top}" y2="${height - bottom}" stroke="${color}" stroke-dasharray="4 4"/><text x="${(x(round) + 5).toFixed(1)}" y="${top + 12}" fill="${color}" font-size="12">${label}</text>`
  const clean = (name: string) => name.replace(/[^\w .-]/g, '?')
  return members
    .flatMap((m) => [
      m.joinedRound > 0 ? mark(m.joinedRound, 'var(--good)', `${clean(m.name)} joins`) : '',
      m.killedRound === undefined ? '' : mark(m.killedRound, 'var(--bad)', `${clean(m.name)} gone`),
    ])
    .join('')
}

/** SVG of loss (nats per token) over rounds. Void rounds leave a gap. */
export function lossPlot(rounds: readonly PlotRound[], members: readonly PlotMember[]): string {
  const losses = rounds.map((r) => r.loss).filter((v): v is number => v !== undefined)
  if (losses.length === 0) return '<p class="soft">No round was applied.</p>'
  const lastRound = Math.max(1, rounds.at(-1)?.round ?? 1)
  const maxLoss = Math.max(...losses) * 1.05
  const x: Scale = (round) => left + ((width - left - right) * round) / lastRound
  const y: Scale = (loss) => height - bottom - ((height - top - bottom) * loss) / maxLoss
  let path = ''
  let pen = 'M'
  for (const row of rounds) {
    if (row.loss === undefined) {
      pen = 'M'
      continue
    }
    path += `${pen}${x(row.round).toFixed(1)} ${y(row.loss).toFixed(1)}`
    pen = 'L'
  }
  const first = losses[0] as number
  const last = losses.at(-1) as number
  const label = `Loss per round, from ${first.toFixed(3)} to ${last.toFixed(3)} in ${rounds.length} rounds`
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${axes(x, y, lastRound, maxLoss)}${events(x, members)}<path d="${path}" fill="none" stroke="var(--mark)" stroke-width="2" stroke-linejoin="round"/></svg>`
}
