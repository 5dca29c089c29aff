/** Plays a scenario for a person or a program: progress, closing table, files, and the state at an event. */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import Table from 'cli-table3'
import { waits } from '../../coordinator/waits.ts'
import { fail } from '../../node/coded-error.ts'
import { type Outcome, outcomeOf, outcomeRows } from './outcome.ts'
import { htmlReport } from './report-html.ts'
import { faultless, mostVirtualMs, type Play, stage } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'
import { startMs } from './simulate.ts'
import { firstDifference, type Trace, traceText } from './trace.ts'

export type SimulateFlags = {
  readonly until?: number
  readonly trace?: string
  readonly html?: string
  readonly twin: boolean
  readonly json: boolean
  readonly quiet: boolean
}

export type Chosen = {
  readonly scenario: Scenario
  readonly draft: object
  readonly trace: Trace | undefined
}

const barEveryMs = 200

/** Runs to the end, or to an event; tells a bar how far it is. */
function run(play: Play, title: string, until: number | undefined, quiet: boolean): void {
  const { net, scenario } = play
  const bar =
    quiet || !process.stderr.isTTY
      ? undefined
      : new SingleBar(
          {
            format: `${title} {bar} {value}/{total} rounds, {events} events`,
            clearOnComplete: true,
          },
          Presets.shades_classic,
        )
  bar?.start(scenario.rounds, 0, { events: 0 })
  let shownMs = performance.now()
  const { queue } = net.world
  const done = () => {
    if (
      bar !== undefined &&
      (queue.events() & 255) === 0 &&
      performance.now() - shownMs > barEveryMs
    ) {
      shownMs = performance.now()
      bar.update(net.coordinator().state().view.trained, { events: queue.events() })
    }
    return until === undefined ? play.over() : queue.events() >= until
  }
  net.until(done, mostVirtualMs(scenario))
  bar?.stop()
}

/** Before a run that may take minutes. */
function checkFolder(path: string | undefined, what: string): void {
  if (path !== undefined && !existsSync(dirname(path)))
    fail('E_FILE', `${what} cannot be written: there is no folder ${dirname(path)}.`)
}

function write(path: string, text: string, what: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    fail('E_FILE', `${what} cannot be written: ${(error as Error).message}`)
  }
}

/** Gives the exit code: 0 where the run ended and every invariant held. */
export function playCommand({ scenario, draft, trace }: Chosen, flags: SimulateFlags): number {
  const quiet = flags.quiet || flags.json
  checkFolder(flags.trace, 'the trace')
  checkFolder(flags.html, 'the report')
  const startedMs = performance.now()
  const play = stage(scenario)
  run(play, 'simulating', flags.until, quiet)
  play.net.invariants.end()
  const seconds = (performance.now() - startedMs) / 1000
  if (trace !== undefined) compare(play, trace, flags.until)
  const { moments } = play.recorder
  if (flags.trace !== undefined) write(flags.trace, traceText({ draft, moments }), 'the trace')
  if (flags.until !== undefined) {
    process.stdout.write(stateText(play))
    const { queue } = play.net.world
    if (queue.events() < flags.until)
      process.stderr.write(
        `murmur: the run was over before event ${flags.until}: this is its end\n`,
      )
    return play.net.violations.length === 0 ? 0 : 1
  }
  const disturbed = scenario.faults.length + scenario.liars.length > 0
  const twin = disturbed && flags.twin ? stage(faultless(scenario)) : undefined
  if (twin !== undefined) run(twin, 'fault-free twin', undefined, quiet)
  const outcome = outcomeOf(play, seconds, twin)
  if (flags.html !== undefined) write(flags.html, htmlReport(play, outcome), 'the report')
  process.stdout.write(flags.json ? `${JSON.stringify(outcome)}\n` : outcomeText(outcome))
  for (const { text } of scenario.faults)
    if (!moments.some(({ what }) => what === text))
      process.stderr.write(`murmur: "${text}" did not happen: its moment never came\n`)
  for (const violation of play.net.violations) process.stderr.write(`murmur: ${violation}\n`)
  if (!outcome.finished) process.stderr.write('murmur: the run did not end [E_UNFINISHED]\n')
  return outcome.finished && outcome.violations === 0 ? 0 : 1
}

/** The trace says what happened before: the second run must not differ. */
function compare(play: Play, trace: Trace, until = Number.POSITIVE_INFINITY): void {
  const other = firstDifference(trace.moments, play.recorder.moments, until)
  if (other === undefined) return
  const show = (moment: unknown) => (moment === undefined ? 'nothing' : JSON.stringify(moment))
  fail(
    'E_VERIFY',
    `the run differs from its trace: it was ${show(other.was)}, it is ${show(other.is)}.`,
    'The trace comes from another version, or was changed.',
  )
}

/** Without a line between rows. */
const sparse = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' }

const plainTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const chars = head.length === 0 ? sparse : {}
  const table = new Table({ head: [...head], style: { head: [], border: [] }, chars })
  for (const row of rows) table.push([...row])
  return `${table.toString()}\n`
}

export function outcomeText(o: Outcome): string {
  const liars = o.caught.map((c) => [
    c.member,
    c.lie,
    c.round === undefined ? 'never' : `round ${c.round}`,
    c.as ?? '',
  ])
  const caught = liars.length === 0 ? '' : plainTable(['liar', 'lie', 'caught', 'as'], liars)
  return plainTable([], outcomeRows(o)) + caught
}

const shownNames = 6

/** Where everybody is, for a run that was stopped on the way. */
function stateText({ net, recorder }: Play): string {
  const { queue } = net.world
  const state = net.coordinator().state()
  const { view } = state
  const nameOf = (id: string) => net.members.find((m) => m.id === id)?.name ?? id.slice(0, 8)
  const lines = [
    `event ${queue.events()}, ${(queue.now() - startMs) / 1000} s: ${view.phase}, round ${view.round - 1}, step ${view.step}, ${view.length} entries`,
    ...(net.coordinatorIsUp() ? [] : ['the coordinator is down']),
    ...waits(state).map(
      (w) => `waiting for ${w.what}: ${w.missing.map(nameOf).join(' ') || 'nobody in particular'}`,
    ),
    '',
    'last:',
    ...recorder.moments
      .slice(-10)
      .map((m) => `  event ${m.event}, ${m.ms / 1000} s: ${m.what} ${m.who?.join(' ') ?? ''}`),
    '',
  ]
  // Who does the same is one row: of a thousand members few differ.
  const alike = new Map<string, string[]>()
  for (const m of net.members) {
    const member = m.member()
    const doing = member?.ended() ?? member?.progress()?.doing ?? 'dead'
    const row = JSON.stringify([m.lie ?? '', doing, String(member?.state().step ?? '')])
    alike.set(row, [...(alike.get(row) ?? []), m.name])
  }
  const rows = [...alike].map(([row, names]) => [
    String(names.length),
    names.length <= shownNames ? names.join(' ') : `${names.slice(0, shownNames).join(' ')} …`,
    ...(JSON.parse(row) as string[]),
  ])
  return `${lines.join('\n')}\n${plainTable(['', 'members', 'lie', 'doing', 'step'], rows)}`
}
