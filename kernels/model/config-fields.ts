/**
 * Reading fields of a config.json: each reader gives a checked value or throws a refusal that names the field.
 */

export type ConfigRefusal = {
  readonly ok: false
  readonly code: 'config-not-object' | 'config-unsupported' | 'config-missing' | 'config-invalid'
  readonly message: string
}

export type Json = Readonly<Record<string, unknown>>

/** Carries a refusal out of the reader; never leaves `parseModelConfig`. */
export class Refused extends Error {
  readonly refusal: ConfigRefusal
  constructor(refusal: ConfigRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

export function refuse(code: ConfigRefusal['code'], message: string): ConfigRefusal {
  return { ok: false, code, message }
}

export function unsupported(what: string, instead: string): Refused {
  return new Refused(
    refuse('config-unsupported', `config.json: ${what} is not supported; needed: ${instead}`),
  )
}

export function invalid(message: string): Refused {
  return new Refused(refuse('config-invalid', `config.json: ${message}`))
}

export function number(json: Json, name: string, fallback?: number): number {
  const value = json[name] ?? fallback
  if (value === undefined)
    throw new Refused(refuse('config-missing', `config.json: ${name} is missing`))
  if (typeof value !== 'number' || !(value > 0) || value === Number.POSITIVE_INFINITY)
    throw invalid(`${name} must be a positive number, not ${show(value)}`)
  return value
}

/** A dimension of a tensor is below this, as in the tensor table. */
export const MOST = 2 ** 31

export function positive(json: Json, name: string, fallback?: number): number {
  const value = number(json, name, fallback)
  if (!Number.isInteger(value) || value >= MOST)
    throw invalid(`${name} must be a whole number below 2^31, not ${show(value)}`)
  return value
}

export function flag(json: Json, name: string, fallback: boolean): boolean {
  const value = json[name] ?? fallback
  if (typeof value !== 'boolean') throw invalid(`${name} must be true or false, not ${show(value)}`)
  return value
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function show(value: unknown): string {
  return JSON.stringify(value) ?? 'missing'
}
