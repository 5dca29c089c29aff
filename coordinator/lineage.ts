/** Where the chain of lineages begins (kernels/state/lineage.ts has the rest). */
import type { Rules } from './types.ts'

const lineageTag = Uint8Array.of(0x10)

/** L_0: the run id is the hash of the first entry, which names base, data, configuration and tensor table. */
export function startLineage(rules: Rules, runId: Uint8Array): Uint8Array {
  return rules.hash(lineageTag, runId)
}
