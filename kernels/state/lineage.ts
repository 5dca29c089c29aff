/**
 * The lineage: a hash chain over everything that determines the parameters, free to compute every round.
 *
 * L_0 = H(base checkpoint root, config hash, tensor and tile table);
 * L_r = H(L_(r-1), r, (payload hash, weight)..., bits of eta, bits of lambda, tau, kernel version).
 * Invariant: two replicas with one lineage have applied the same updates to the same base. The order in which the contributions
 * are given does not matter, as it does not to the parameters: they are hashed sorted. Source: blueprint 4.4.
 */
import type { Hash } from '../hash.ts'
import { type TensorTable, tableBytes } from '../tensor-table.ts'
import { compareBytes, countBytes, doubleBytes, wordBytes } from './bytes.ts'

const START = Uint8Array.of(0x10)
const NEXT = Uint8Array.of(0x11)
const REVERT = Uint8Array.of(0x12)
const RESTART = Uint8Array.of(0x13)

/** What a round did, as far as the parameters depend on it. */
export type LineageStep = {
  readonly round: number
  readonly contributions: readonly { readonly payloadHash: Uint8Array; readonly weight: number }[]
  readonly etaBits: number
  readonly lambdaBits: number
  readonly tau: number
  readonly kernelVersion: number
}

/** L_0. All hashes are 32 bytes. */
export function lineageStart(
  hash: Hash,
  baseRoot: Uint8Array,
  configHash: Uint8Array,
  table: TensorTable,
): Uint8Array {
  return hash(START, baseRoot, configHash, tableBytes(table))
}

/** L_r from L_(r-1). A void round changes nothing and has no step. */
export function lineageNext(hash: Hash, previous: Uint8Array, step: LineageStep): Uint8Array {
  return hash(NEXT, previous, ...stepBytes(step))
}

/** The lineage after undoing `step`: going forward, never back to an earlier hash. */
export function lineageRevert(hash: Hash, previous: Uint8Array, step: LineageStep): Uint8Array {
  return hash(REVERT, previous, ...stepBytes(step))
}

/** The lineage after starting again from a checkpoint: `then` is the lineage of its state, `root` names its bytes (empty: the base). */
export function lineageRestart(
  hash: Hash,
  previous: Uint8Array,
  then: Uint8Array,
  root: Uint8Array,
): Uint8Array {
  return hash(RESTART, previous, then, root)
}

function stepBytes(step: LineageStep): Uint8Array[] {
  const sorted = [...step.contributions].sort(
    (a, b) => compareBytes(a.payloadHash, b.payloadHash) || a.weight - b.weight,
  )
  return [
    countBytes(step.round),
    wordBytes(sorted.length),
    ...sorted.flatMap(({ payloadHash, weight }) => [payloadHash, wordBytes(weight)]),
    wordBytes(step.etaBits, step.lambdaBits, step.kernelVersion),
    doubleBytes(step.tau),
  ]
}
