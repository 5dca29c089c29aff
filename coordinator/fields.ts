/**
 * One field of a configuration as data: type, default, bounds, unit and reason; and the check of a value against it.
 *
 * Invariant: a fault is one sentence that names the value and what would do.
 */

export type Field<V extends string | number = string | number> = {
  readonly type: 'int' | 'number' | 'text' | 'choice'
  readonly default: V
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  /** May change while the run lives. */
  readonly live?: boolean
  readonly unit: string
  readonly doc: string
}

export type Problem = { readonly path: string; readonly code: string; readonly message: string }

/** What a table of fields describes. */
export type ValuesOf<T> = {
  readonly [K in keyof T]: T[K] extends Field<infer V> ? V : never
}

/** A field that may change while the run lives. */
export const live = <V extends string | number>(field: Field<V>): Field<V> => ({
  ...field,
  live: true,
})

export const int = (
  value: number,
  min: number,
  max: number,
  unit: string,
  doc: string,
): Field<number> => ({
  type: 'int',
  default: value,
  min,
  max,
  unit,
  doc,
})

export const real = (
  value: number,
  min: number,
  max: number,
  unit: string,
  doc: string,
): Field<number> => ({ ...int(value, min, max, unit, doc), type: 'number' })

export const choice = <const C extends string>(
  choices: readonly [C, ...C[]],
  doc: string,
): Field<C> => ({
  type: 'choice',
  default: choices[0],
  choices,
  unit: '',
  doc,
})

export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is wrong with a value, or undefined. */
export function fault(value: unknown, field: Field): string | undefined {
  const { type, min = 0, max = 0, choices = [] } = field
  const shown = JSON.stringify(value)
  if (type === 'text')
    return typeof value === 'string' && value.length <= max
      ? undefined
      : `${shown} is not a text of at most ${max} characters`
  if (type === 'choice')
    return typeof value === 'string' && choices.includes(value)
      ? undefined
      : `${shown} is none of ${choices.join(', ')}`
  const fits = typeof value === 'number' && value >= min && value <= max
  if (fits && (type === 'number' || Number.isInteger(value))) return undefined
  return `${shown} is not ${type === 'int' ? 'a whole number' : 'a number'} from ${min} to ${max}`
}

/** The end of a sentence on an unknown name: what was meant, where one of `known` is near. */
export function nearest(path: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const found =
    known.find((name) => plain(name) === plain(path)) ??
    known.find((name) => plain(name).startsWith(plain(path).slice(0, 4)))
  return found === undefined ? '' : `; did you mean ${found}?`
}
