/**
 * Accepted votes to updated parameters: the step that makes every replica the same.
 *
 * Invariant: bit-equal to reference/aggregate.ts for any order of contributions, any split into windows, any machine.
 * Source: blueprint 4.2.
 */
import type { TensorTable } from '../tensor-table.ts'
import { bitsToFloat } from './config.ts'
import type { PayloadRefusal } from './format.ts'
import { decodePayload } from './payload.ts'
import { decodeSigns, sumVotes, updateTile } from './reference/aggregate.ts'
import { type Votes, voteLayout } from './votes.ts'

/** Enters the lineage: changes whenever the same votes would give other bits. */
export const KERNEL_VERSION = 1

/** Sum of weights up to which pass 1 stays inside int32: floor((2^31 - 1) / 118,600). */
export const LARGEST_WEIGHT_SUM = 18_106

/** Votes as such or as payload bytes, with an integer weight of at least 1. */
export type Contribution =
  | { readonly votes: Votes; readonly weight: number }
  | { readonly bytes: Uint8Array; readonly weight: number }

export type UpdateSettings = {
  /** Learning rate eta as fp32 bits. */
  readonly etaBits: number
  /** Decoupled weight decay lambda as fp32 bits. */
  readonly lambdaBits: number
  /** Dead zone in units of one vote: an update below it is 0. Finite, at least 0. */
  readonly tau: number
}

export type UpdateRefusal =
  | { readonly ok: false; readonly code: 'weight-not-integer'; readonly contribution: number }
  | { readonly ok: false; readonly code: 'weight-sum'; readonly sum: number }
  | { readonly ok: false; readonly code: 'settings-not-finite' }
  | (PayloadRefusal & { readonly contribution: number })

/**
 * p <- fround(p fround(1 - eta lambda)) - eta u over the whole flat state in place, u from the weighted votes. Everything is
 * checked before the first parameter changes.
 */
export function applyUpdate(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  contributions: readonly Contribution[],
  settings: UpdateSettings,
): { readonly ok: true } | UpdateRefusal {
  const eta = bitsToFloat(settings.etaBits)
  const decay = Math.fround(1 - eta * bitsToFloat(settings.lambdaBits))
  return update(table, topK, params, contributions, settings, eta, decay)
}

/** Undoes the sign step of a round: p <- fround(p + fround(eta u)), u recomputed from the retained payloads. */
export function revertUpdate(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  contributions: readonly Contribution[],
  settings: UpdateSettings,
): { readonly ok: true } | UpdateRefusal {
  return update(table, topK, params, contributions, settings, -bitsToFloat(settings.etaBits), 1)
}

function update(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  contributions: readonly Contribution[],
  settings: UpdateSettings,
  eta: number,
  decay: number,
): { readonly ok: true } | UpdateRefusal {
  const { tau } = settings
  if (!Number.isFinite(eta) || !Number.isFinite(decay) || !Number.isFinite(tau) || tau < 0)
    return { ok: false, code: 'settings-not-finite' }
  const read = readContributions(table, topK, contributions)
  if (!read.ok) return read
  for (const place of voteLayout(table, topK).places)
    for (let tile = 0; tile < place.tensor.tiles; tile++) {
      const sums = sumVotes(place, tile, read.votes)
      updateTile(place.tensor, params, tile, decodeSigns(place.tensor, sums, tau), eta, decay)
    }
  return { ok: true }
}

type Weighted = { readonly votes: Votes; readonly weight: number }

function readContributions(
  table: TensorTable,
  topK: number,
  contributions: readonly Contribution[],
): { readonly ok: true; readonly votes: readonly Weighted[] } | UpdateRefusal {
  let sum = 0
  for (const [contribution, { weight }] of contributions.entries()) {
    if (!Number.isInteger(weight) || weight < 1)
      return { ok: false, code: 'weight-not-integer', contribution }
    sum += weight
  }
  if (sum > LARGEST_WEIGHT_SUM) return { ok: false, code: 'weight-sum', sum }
  const votes: Weighted[] = []
  for (const [i, contribution] of contributions.entries()) {
    const { weight } = contribution
    if ('votes' in contribution) votes.push({ votes: contribution.votes, weight })
    else {
      const decoded = decodePayload(table, topK, contribution.bytes)
      if (!decoded.ok) return { ...decoded, contribution: i }
      votes.push({ votes: decoded.votes, weight })
    }
  }
  return { ok: true, votes }
}
