/** Which of the witnesses' lists that are here close a round. */
import { namesOf, remember } from './lookup.ts'
import type { CoordinatorState, Work } from './round-work.ts'
import { dutiesOf, dutyKey } from './slots.ts'
import type { OpenRound, SignedList } from './types.ts'

const keysOf = remember((open: OpenRound) => new Set(dutiesOf(open).map(({ key }) => key)))

/**
 * Lists that can be logged together: every hash is a commitment that is here, and no two of them name different ones of one duty.
 * Where lists do, those count that name the one that most of them name. So whoever signs two cannot make a quorum that heard the same
 * one unusable, and what the lists that are left name is the union that the fold asks for.
 */
export function usableLists(work: Work, open: OpenRound): SignedList[] {
  const { lists, byHash } = work.state
  const duties = keysOf(open)
  const keyOf = (name: string) => keyIn(byHash, name)
  const known = [...lists.values()]
    .filter((list) => list.message.hashes.length > 0)
    .filter((list) => namesOf(list.message.hashes).every((name) => duties.has(keyOf(name) ?? '')))
  const counts = new Map<string, number>()
  for (const list of known)
    for (const name of new Set(namesOf(list.message.hashes)))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  const most = new Map<string, string>()
  for (const [name, count] of counts) {
    const key = keyOf(name) as string
    const best = most.get(key)
    const bestCount = best === undefined ? 0 : (counts.get(best) as number)
    if (count > bestCount || (count === bestCount && name < (best as string))) most.set(key, name)
  }
  return known
    .filter((list) =>
      namesOf(list.message.hashes).every((name) => most.get(keyOf(name) as string) === name),
    )
    .sort((a, b) => (a.signer < b.signer ? -1 : 1))
}

/** The duty of a commitment that is here. */
function keyIn(byHash: CoordinatorState['byHash'], name: string): string | undefined {
  const signed = byHash.get(name)
  return signed && dutyKey(signed.signer, signed.message.slot)
}

/** Whether a list names a commitment to each of these duties. */
export function coversAll(work: Work, list: SignedList, expected: readonly string[]): boolean {
  const { byHash } = work.state
  const listed = new Set(namesOf(list.message.hashes).map((name) => keyIn(byHash, name)))
  return expected.every((key) => listed.has(key))
}
