/** Which state a member can answer for: the one that its replica holds, and the one before its last update. */
import type { MemberState } from './types.ts'

/** D of the state after so many steps; undefined where the replica stands neither there nor one update later. */
export function digestAt(
  { step, digest, before }: MemberState,
  wanted: number,
): Uint8Array | undefined {
  if (step === wanted) return digest
  return before?.step === wanted ? before.digest : undefined
}
