/** Scenarios as text, each with what was printed below its commands (docs/simulator.md). `vitest -u` writes them anew; read the difference. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { coordinatorPhase } from '../../coordinator/round-work.ts'
import { parseFault } from '../sim/fault-spec.ts'
import type { Moment } from '../sim/recorder.ts'
import { mostVirtualMs, type Play, stageDraft } from '../sim/run-scenario.ts'
import { durationMs } from '../sim/units.ts'

type Stage = { draft: object; play: Play | undefined; shown: number; loss: number }

function playOf(state: Stage): Play {
  state.play ??= stageDraft(state.draft)
  return state.play
}

/** What others see happen; neighbours of one kind are one line, so that small changes of timing leave it as it is. */
function printed(moments: readonly Moment[]): string[] {
  const told = moments.filter(({ what }) => !/^(starts|replica|snapshot|round opened)/.test(what))
  const lines: { what: string; who: Set<string> }[] = []
  for (const { what, who = [] } of told) {
    const known = lines.slice(-2).find((line) => line.what === what)
    const line = known ?? { what, who: new Set<string>() }
    for (const name of who) line.who.add(name)
    if (known === undefined) lines.push(line)
  }
  const order = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })
  return lines.map(({ what, who }) =>
    `  ${what.replace(/ ?@0s/, '')} ${[...who].sort(order).join(' ')}`.trimEnd(),
  )
}

function run(state: Stage, until: string): string[] {
  const play = playOf(state)
  const { net, recorder } = play
  const ms = durationMs(until)
  const [word, number] = until.split(' ')
  const done = () => {
    const state = net.coordinator().state()
    const { trained, open } = state.view
    if (word === 'step') return trained >= Number(number)
    if (word === 'round') return (open?.round ?? -1) >= Number(number)
    return word === 'end' ? play.over() : coordinatorPhase(state) === word
  }
  const reached = net.until(done, ms ?? mostVirtualMs(play.scenario))
  const lines = printed(recorder.moments.slice(state.shown))
  state.shown = recorder.moments.length
  if (!reached && ms === undefined) lines.push(`  ${until} was not reached`)
  return until === 'end' ? [...lines, ...summary(play)] : lines
}

function summary({ net }: Play): string[] {
  net.invariants.end()
  const { view } = net.coordinator().state()
  const alive = net.members.filter((m) => m.member() !== undefined && !m.isMute())
  const same = alive.filter((m) => m.member()?.state().step === view.step).length
  const broken = [...new Set(net.invariants.violations.map((v) => `  broken: ${v.rule}`))]
  return [
    `  = ${view.phase}, ${view.trained} rounds of ${view.config.rounds}, ${same} of ${alive.length} replicas`,
    ...broken,
  ]
}

/** Whether the loss is below what it was when it was looked at last. */
function lossLine(state: Stage): string[] {
  const before = state.loss
  state.loss = playOf(state).recorder.rounds.findLast((round) => !round.void)?.loss ?? before
  return [`  loss ${state.loss < before ? 'falls' : 'does not fall'}`]
}

function perform(state: Stage, command: string): string[] {
  const [word = '', ...rest] = command.split(' ')
  const text = rest.join(' ')
  if (word === 'run') {
    const lines = run(state, text.replace(/^(quietly |counting )?until /, ''))
    if (text.startsWith('quietly')) return lines.filter((line) => line.startsWith('  ='))
    // Who is drawn as a witness changes with every field of the configuration.
    const count = (names: string) => ` ${names.trim().split(' ').length}`
    return text.startsWith('counting') ? lines.map((l) => l.replace(/( node-\d+)+/, count)) : lines
  }
  if (word === 'loss') return lossLine(state)
  if (word === 'network') state.draft = { ...state.draft, ...(parse(`{${text}}`) as object) }
  // A second coordinator on the same log, beside the first.
  else if (word === 'rival') playOf(state).net.startCoordinator()
  else {
    const fault = parseFault(command.includes('@') ? command : `${command} @0s`)
    if (!fault.ok) throw new Error(`${command}: ${fault.message}`)
    playOf(state).happen(fault.value)
  }
  return []
}

it.each(readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt')))(
  '%s',
  async (name) => {
    const path = join(import.meta.dirname, name)
    const script = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => /^(>|#|$)/.test(line))
    let state: Stage
    const out = script.flatMap((line) => {
      // A heading begins a new story.
      if (line.startsWith('#'))
        state = { draft: {}, play: undefined, shown: 0, loss: Number.POSITIVE_INFINITY }
      return line.startsWith('>') ? [line, ...perform(state, line.slice(2))] : [line]
    })
    await expect(out.join('\n')).toMatchFileSnapshot(path)
  },
)
