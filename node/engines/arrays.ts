/**
 * The few loops over long arrays that engines do on the host.
 */

/** Whether every value is finite. */
export function allFinite(values: Float32Array): boolean {
  let witness = 0
  // x - x is 0 for every finite x and NaN otherwise.
  for (let i = 0; i < values.length; i++) witness += (values[i] as number) - (values[i] as number)
  return witness === 0
}

/** sum += part, rounded to fp32. */
export function addInto(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number)
}

export function multiply(values: Float32Array, factor: number): void {
  if (factor === 1) return
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor
}

/** Arrays that are kept between calls, by name; one that is asked for in another length is made anew. */
export type Scratch = {
  readonly floats: (name: string, length: number) => Float32Array
  /** Each of two names gets the other's array. */
  readonly swap: (a: string, b: string) => void
  readonly clear: () => void
}

export function createScratch(make: (length: number) => Float32Array): Scratch {
  const arrays = new Map<string, Float32Array>()
  return {
    floats: (name, length) => {
      const kept = arrays.get(name)
      if (kept?.length === length) return kept
      const made = make(length)
      arrays.set(name, made)
      return made
    },
    swap: (a, b) => {
      const [first, second] = [arrays.get(a), arrays.get(b)]
      if (first === undefined || second === undefined) throw new Error(`no array ${a} or ${b}`)
      arrays.set(a, second)
      arrays.set(b, first)
    },
    clear: () => arrays.clear(),
  }
}
