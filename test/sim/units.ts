/** Amounts as people write them: `80ms`, `2.5s`, `0.5%`, `5Mbit`. Each parser gives a number or, on anything else, undefined. */

const of =
  (pattern: RegExp, factors: { readonly [unit: string]: number }) =>
  (text: string): number | undefined => {
    const [, number, unit] = pattern.exec(text.trim()) ?? []
    const factor = unit === undefined ? undefined : factors[unit.toLowerCase()]
    return factor === undefined ? undefined : Number(number) * factor
  }

/** Milliseconds. A sign is allowed. */
export const durationMs = of(/^([+-]?\d+(?:\.\d+)?)\s*(ms|s|min|h)$/i, {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
})

/** Bytes a millisecond, from bits a second. */
export const bytesPerMs = of(/^(\d+(?:\.\d+)?)\s*(kbit|mbit|gbit)$/i, {
  kbit: 1 / 8,
  mbit: 1000 / 8,
  gbit: 1_000_000 / 8,
})

/** `3` or `3.5`, not negative. */
export const plainNumber = (text: string): number | undefined =>
  /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined

/** 0 … 1, from `5%` or `0.05`. */
export function share(text: string): number | undefined {
  const isPercent = text.trim().endsWith('%')
  const value = plainNumber(text.trim().replace(/%$/, ''))
  if (value === undefined) return undefined
  const part = isPercent ? value / 100 : value
  return part <= 1 ? part : undefined
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string }

export const refuse = (message: string) => ({ ok: false, message }) as const
export const accept = <T>(value: T) => ({ ok: true, value }) as const
