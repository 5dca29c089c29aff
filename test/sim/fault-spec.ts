/**
 * One disturbance as a line: `VERB [WHO] [AMOUNT] @WHEN [for TIME]`, such as `kill 8@r20`, `slow node-3 x5 @30s for 1min`,
 * `kill coordinator @Cooldown for 7s`, `part 30% @r5 for 20s`, `churn 30% @r1`.
 */

import { parse } from 'yaml'
import { loggedPhases, type Phase } from '../../coordinator/phase.ts'
import { accept, bytesPerMs, durationMs, type Parsed, plainNumber, refuse, share } from './units.ts'

export type Who =
  | { readonly type: 'count'; readonly count: number }
  | { readonly type: 'share'; readonly share: number }
  | { readonly type: 'member'; readonly index: number }
  | { readonly type: 'coordinator' }
  /** Of the open round; all of them where it names no number. */
  | { readonly type: 'witnesses'; readonly count?: number }

export type When =
  | { readonly type: 'round'; readonly round: number }
  | { readonly type: 'time'; readonly ms: number }
  | { readonly type: 'phase'; readonly phase: Phase }

/** Verb → whom it may be about, how its amount is written, whether `for` undoes it. */
export const verbs = {
  kill: { who: 'anyone', amount: 'none', undo: true },
  crash: { who: 'anyone', amount: 'none', undo: true },
  start: { who: 'anyone', amount: 'none', undo: false },
  wipe: { who: 'members', amount: 'none', undo: false },
  join: { who: 'members', amount: 'none', undo: false },
  leave: { who: 'members', amount: 'none', undo: false },
  freeze: { who: 'members', amount: 'none', undo: true },
  flip: { who: 'anyone', amount: 'none', undo: false },
  slow: { who: 'members', amount: 'factor', undo: true },
  disk: { who: 'anyone', amount: 'factor', undo: true },
  skew: { who: 'anyone', amount: 'time', undo: true },
  delay: { who: 'anyone', amount: 'time', undo: true },
  up: { who: 'anyone', amount: 'rate', undo: false },
  down: { who: 'anyone', amount: 'rate', undo: false },
  nat: { who: 'members', amount: 'none', undo: true },
  part: { who: 'members', amount: 'none', undo: true },
  cut: { who: 'members', amount: 'none', undo: true },
  heal: { who: 'nobody', amount: 'none', undo: false },
  loss: { who: 'nobody', amount: 'share', undo: true },
  churn: { who: 'nobody', amount: 'share', undo: true },
  pause: { who: 'nobody', amount: 'none', undo: true },
  resume: { who: 'nobody', amount: 'none', undo: false },
  stop: { who: 'nobody', amount: 'none', undo: false },
  eject: { who: 'members', amount: 'none', undo: false },
  revert: { who: 'nobody', amount: 'rounds', undo: false },
  restart: { who: 'nobody', amount: 'checkpoint', undo: false },
  change: { who: 'nobody', amount: 'field', undo: false },
  mend: { who: 'nobody', amount: 'none', undo: false },
} as const satisfies {
  readonly [verb: string]: {
    readonly who: 'anyone' | 'members' | 'nobody'
    readonly amount: Amount
    readonly undo: boolean
  }
}

type Amount = 'none' | 'factor' | 'time' | 'rate' | 'share' | 'rounds' | 'checkpoint' | 'field'
export type Verb = keyof typeof verbs

export type Fault = {
  readonly text: string
  readonly verb: Verb
  readonly who: Who | undefined
  /** Factor, ms, bytes a millisecond, share, rounds, or the step of a checkpoint, by verb; 0 where it has none. */
  readonly amount: number
  /** Of a change: the field of the run file and its new value. */
  readonly field: readonly [name: string, value: unknown] | undefined
  readonly when: When
  readonly forMs: number | undefined
}

/** The newest checkpoint, whatever its step. */
export const newest = -1

const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

const amounts: {
  readonly [A in Exclude<Amount, 'none' | 'field'>]: {
    readonly read: (text: string) => number | undefined
    readonly help: string
  }
} = {
  factor: { read: (t) => (t.startsWith('x') ? plainNumber(t.slice(1)) : undefined), help: 'x5' },
  time: { read: durationMs, help: '5s or -300ms' },
  rate: { read: (t) => bytesPerMs(t) || undefined, help: '1Mbit' },
  share: { read: share, help: '5%' },
  rounds: { read: (t) => wholeNumber(t) || undefined, help: '2, a number of rounds' },
  checkpoint: {
    read: (t) => (t === 'base' ? 0 : t === 'newest' ? newest : wholeNumber(t)),
    help: 'base, newest, or the step of a checkpoint',
  },
}

function readField(word: string): Fault['field'] {
  const [, name, value] = /^(\w+)=(.+)$/.exec(word) ?? []
  return name === undefined ? undefined : [name, parse(value ?? '')]
}

function readWho(text: string): Who | undefined {
  if (text === 'coordinator' || text === 'witnesses') return { type: text }
  if (/^node-\d+$/.test(text)) return { type: 'member', index: Number(text.slice(5)) }
  if (/^\d+$/.test(text)) return { type: 'count', count: Number(text) }
  const part = text.endsWith('%') ? share(text) : undefined
  return part === undefined ? undefined : { type: 'share', share: part }
}

/** The words that say whom: one, or a number of witnesses. Takes them from the front. */
function takeWho(words: string[]): Parsed<Who> {
  const word = words.shift() ?? '1'
  const who = readWho(word)
  if (who === undefined)
    return refuse(
      `"${word}" names nobody: write 8, 30%, node-3, witnesses, 2 witnesses or coordinator`,
    )
  if (who.type !== 'count' || words[0] !== 'witnesses') return accept(who)
  words.shift()
  return accept({ type: 'witnesses', count: who.count })
}

function readWhen(text: string): When | undefined {
  if (/^r\d+$/.test(text)) return { type: 'round', round: Number(text.slice(1)) }
  const phase = loggedPhases.find((p) => p === text)
  if (phase !== undefined) return { type: 'phase', phase }
  const ms = durationMs(text)
  return ms === undefined || ms < 0 ? undefined : { type: 'time', ms }
}

/** What a line says of whom and how much; the words between the verb and the moment. */
function readWords(
  verb: Verb,
  words: readonly string[],
): Parsed<Pick<Fault, 'who' | 'amount' | 'field'>> {
  const { who: kind, amount: unit } = verbs[verb]
  const rest = [...words]
  let who: Who | undefined
  if (kind !== 'nobody') {
    const taken = takeWho(rest)
    if (!taken.ok) return taken
    who = taken.value
    if (kind === 'members' && who.type === 'coordinator')
      return refuse(`the coordinator cannot ${verb}`)
  }
  let amount = 0
  let field: Fault['field']
  if (unit === 'field') {
    const word = rest.shift() ?? ''
    field = readField(word)
    if (field === undefined) return refuse(`${verb} needs FIELD=VALUE, not "${word}"`)
  } else if (unit !== 'none') {
    const { read, help } = amounts[unit]
    const word = rest.shift() ?? ''
    const value = read(word)
    if (value === undefined) return refuse(`${verb} needs an amount such as ${help}, not "${word}"`)
    amount = value
  }
  if (rest.length > 0) return refuse(`"${rest.join(' ')}" is too much for ${verb}`)
  return accept({ who, amount, field })
}

export function parseFault(text: string): Parsed<Fault> {
  const [, what = '', moment = '', during] =
    /^([^@]+)@\s*(\S+)(?:\s+for\s+(\S+))?\s*$/.exec(text.trim()) ?? []
  const [verb = '', ...words] = what.trim().split(/\s+/)
  if (verb === '') return refuse('write VERB [WHO] [AMOUNT] @WHEN [for TIME], as in kill 8@r20')
  if (!Object.hasOwn(verbs, verb))
    return refuse(`"${verb}" is unknown: it knows ${Object.keys(verbs).join(', ')}`)
  const known = verb as Verb
  const when = readWhen(moment)
  if (when === undefined)
    return refuse(`"${moment}" is no moment: write r20, 30s, or a phase such as Cooldown`)
  const forMs = during === undefined ? undefined : durationMs(during)
  if (during !== undefined && (forMs === undefined || forMs <= 0))
    return refuse(`"for ${during}" is no time: write 20s`)
  if (forMs !== undefined && !verbs[known].undo) return refuse(`${verb} cannot be undone by "for"`)
  const read = readWords(known, words)
  if (!read.ok) return read
  return accept({ text: text.trim(), verb: known, when, forMs, ...read.value })
}
