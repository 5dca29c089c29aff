/**
 * What an update is made from: contributions with their weights, checked and opened.
 *
 * Invariant: the sum of weights stays below the bound under which pass 1 of the inverse transform fits int32.
 * Source: blueprint 4.2.
 */
import type { TensorTable } from '../tensor-table.ts'
import type { PayloadRefusal } from './format.ts'
import { type OpenPayload, openPayload } from './reader.ts'
import type { Votes } from './votes.ts'
import type { Window } from './window.ts'

/** Sum of weights up to which pass 1 stays inside int32: floor((2^31 - 1) / 118,600). */
export const LARGEST_WEIGHT_SUM = 18_106

/** Votes as such or as payload bytes, with an integer weight of at least 1. */
export type Contribution =
  | { readonly votes: Votes; readonly weight: number }
  | { readonly bytes: Uint8Array; readonly weight: number }

/** A contribution that can be read window by window. */
export type Source = { readonly from: Votes | OpenPayload; readonly weight: number }

export type SourceRefusal =
  | { readonly ok: false; readonly code: 'weight-not-integer'; readonly contribution: number }
  | { readonly ok: false; readonly code: 'weight-sum'; readonly sum: number }
  | (PayloadRefusal & { readonly contribution: number })

/** Checks weights, then reads every payload through; `windows` are those that the update will use. */
export function openContributions(
  table: TensorTable,
  topK: number,
  contributions: readonly Contribution[],
  windows: readonly Window[],
): { readonly ok: true; readonly sources: readonly Source[] } | SourceRefusal {
  let sum = 0
  for (const [contribution, { weight }] of contributions.entries()) {
    if (!Number.isInteger(weight) || weight < 1)
      return { ok: false, code: 'weight-not-integer', contribution }
    sum += weight
  }
  if (sum > LARGEST_WEIGHT_SUM) return { ok: false, code: 'weight-sum', sum }
  const sources: Source[] = []
  for (const [i, contribution] of contributions.entries()) {
    const { weight } = contribution
    if ('votes' in contribution) sources.push({ from: contribution.votes, weight })
    else {
      const opened = openPayload(table, topK, contribution.bytes, undefined, windows)
      if (!opened.ok) return { ...opened, contribution: i }
      sources.push({ from: opened.payload, weight })
    }
  }
  return { ok: true, sources }
}
