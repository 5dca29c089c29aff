/**
 * Between a guard (guard.ts) and the process that it watches: which kinds of engine that one uses, in which order, and which is in use.
 *
 * Invariant: a node that computes on a device, and not on the processor, has a guard.
 */
import type { Chosen } from '../engines/choose.ts'
import { type EngineKind, KINDS } from '../engines/kinds.ts'

export type EngineOrder = Chosen & { readonly ok: true }

/** Carries the order to the guard, and to the process that it watches. */
export const GUARD = 'MURMUR_GUARD'
export const GUARDED = 'MURMUR_GUARDED'

/** Thrown by a command before it has begun anything: it wants to be started again, with a guard and this order. */
export class GuardWanted extends Error {
  override readonly name = 'GuardWanted'
  readonly order: EngineOrder
  constructor(order: EngineOrder) {
    super('wants a guard')
    this.order = order
  }
}

/** The watched process says which kind it uses when that changes, and its exit code when nothing is left to do. */
export type GuardMessage = { readonly using: number } | { readonly ended: number }

export function writeOrder({ kinds, rates, halves, why }: EngineOrder): string {
  const plain = kinds.map(({ engine, device }) => ({ engine, device }))
  const half = halves === undefined ? -1 : kinds.indexOf(halves)
  return JSON.stringify({ kinds: plain, rates: kinds.map((kind) => rates.get(kind)), half, why })
}

type Written = {
  readonly kinds: readonly Pick<EngineKind, 'engine' | 'device'>[]
  readonly rates: readonly (number | null)[]
  readonly half: number
  readonly why: string
}

export function readOrder(text: string): EngineOrder {
  const { kinds: plain, rates, half, why } = JSON.parse(text) as Written
  const kinds = plain.map(
    ({ engine, device }) =>
      KINDS.find((kind) => kind.engine === engine && kind.device === device) as EngineKind,
  )
  const known = kinds.flatMap((kind, i) =>
    typeof rates[i] === 'number' ? [[kind, rates[i]] as const] : [],
  )
  const halves = kinds[half]
  return { ok: true, kinds, rates: new Map(known), why, ...(halves && { halves }) }
}

/** What this process's guard told it; undefined where it has none. */
export function orderHere(): EngineOrder | undefined {
  const text = process.env[GUARDED]
  return text === undefined ? undefined : readOrder(text)
}

/** To the guard, if there is one. */
export function tellGuard(message: GuardMessage): void {
  if (process.env[GUARDED] !== undefined && process.connected) process.send?.(message)
}

/** A process whose guard is gone is gone too: as with `kill -9`, what is on the disk is whole. */
export function followGuard(): void {
  if (process.env[GUARDED] === undefined || process.send === undefined) return
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel?.unref()
}
