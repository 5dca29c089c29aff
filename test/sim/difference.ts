/** Where two folds of one log differ. */
import type { View } from '../../coordinator/types.ts'
import { sameBytes } from '../../proto/wire.ts'

/** A field in which two folds differ. */
export function difference(a: View, b: View): string | undefined {
  const plain = [
    'length',
    'term',
    'phase',
    'round',
    'step',
    'trained',
    'cursor',
    'voids',
    'timeMs',
  ] as const
  const bytes = ['head', 'beacon', 'lineage'] as const
  if (a === b) return undefined
  if (a.members.size !== b.members.size) return 'list of members'
  return plain.find((f) => a[f] !== b[f]) ?? bytes.find((f) => !sameBytes(a[f], b[f]))
}

export function sameMembers(a: View, b: View): string | undefined {
  const same = [...a.members.keys()].sort().join() === [...b.members.keys()].sort().join()
  const misses = (view: View) => [...view.misses].sort().join()
  if (misses(a) !== misses(b)) return 'count of missed rounds'
  return same ? undefined : 'list of members'
}
