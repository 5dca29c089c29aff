/** `murmur run report`: a run as one page, from its log: loss, members, rounds, what happened and when. */
import { join, resolve } from 'node:path'
import { KERNEL_VERSION } from '../../../kernels/demo/aggregate.ts'
import { writeFileAtomic } from '../../system/files.ts'
import { escapeHtml, kib, percent, renderPage, table, tile } from '../report-page.ts'
import { lossPlot } from '../report-plot.ts'
import { readRun, statusOf } from './client.ts'
import { type Status, shownSeconds } from './status.ts'
import type { MemberTally, RoundTally, Tally } from './tally.ts'

/** Gives the path. */
export async function writeRunReport(folder: string, out: string | undefined): Promise<string> {
  const { tally } = await readRun(folder)
  const path = resolve(out ?? join(folder, 'report.html'))
  await writeFileAtomic(path, renderRun(await statusOf(folder), tally))
  return path
}

const mostHappenings = 200

export function renderRun(status: Status, tally: Tally): string {
  const rounds = tally.rounds()
  const members = tally.members()
  const plotted = rounds.map((r) => ({ ...r, loss: r.void ? undefined : r.loss }))
  const marks = members.map((m) => ({ ...memberMark(m, rounds), name: m.name }))
  const happenings = tally.happenings().slice(-mostHappenings)
  return renderPage(
    status.name,
    `<p class="soft">${escapeHtml(status.phase)}, ${status.trained} of ${status.rounds} rounds applied, ${members.length} members seen</p>
<div class="tiles">${tiles(status, rounds)}</div>
<h2>Loss per round</h2>${lossPlot(plotted, marks)}
<h2>Members</h2>${memberTable(members)}
<h2>What happened</h2>${table(
      ['when', 'what'],
      happenings.map(({ timeMs, what }) => [new Date(timeMs).toISOString(), escapeHtml(what)]),
      'text',
    )}
<h2>Proof</h2><p>Run <code>${status.runId}</code></p><p>Lineage <code>${status.lineage}</code>, kernels ${KERNEL_VERSION}, ${status.entries} entries</p>`,
  )
}

function tiles(status: Status, rounds: readonly RoundTally[]): string {
  const losses = rounds.filter((r) => !r.void).map((r) => r.loss)
  const shown =
    losses.length === 0 ? '–' : `${losses[0]?.toFixed(3)} → ${losses.at(-1)?.toFixed(3)}`
  const voids = rounds.filter((r) => r.void).length
  const seconds = ((rounds.at(-1)?.closedMs ?? 0) - (rounds[0]?.openedMs ?? 0)) / 1000
  return [
    tile('loss', shown),
    tile('training time', shownSeconds(seconds)),
    tile('tokens', rounds.reduce((sum, r) => sum + r.tokens, 0).toLocaleString('en')),
    tile('sent per member and round', kib(status.payloadBytesPerMember ?? 0)),
    tile('void rounds', `${voids} (${percent(voids / Math.max(1, rounds.length))})`),
  ].join('')
}

function memberMark(member: MemberTally, rounds: readonly RoundTally[]) {
  const { left, joinedRound } = member
  const gone = left === undefined ? undefined : rounds.find((r) => r.closedMs >= left.timeMs)?.round
  return { joinedRound, killedRound: gone }
}

function memberTable(members: readonly MemberTally[]): string {
  return table(
    ['member', 'id', 'joined at', 'accepted', 'refused', 'batches', 'tokens', 'sent', 'now'],
    members.map((m) => [
      escapeHtml(m.name),
      `<code>${m.id.slice(0, 16)}</code>`,
      String(m.joinedRound),
      String(m.accepted),
      String(m.refused),
      String(m.batches),
      m.tokens.toLocaleString('en'),
      kib(m.payloadBytes),
      escapeHtml(m.left === undefined ? 'member' : `left (${m.left.code})`),
    ]),
  )
}
