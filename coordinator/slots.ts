/**
 * The work of a round by slots: slot 0 is what the round opened with; each later slot gives what silent members left undone to others.
 *
 * A duty is what one member has to train in one slot; it is committed to once. Invariant: every batch of the round is in exactly one
 * duty: what is taken from somebody is taken for good, and a commitment to it is refused without blame.
 */
import { toHex } from '../kernels/hash.ts'
import type { SlotOpened } from '../proto/messages.ts'
import { assignBatches } from './assignment.ts'
import { littleEndian, roundSeed } from './committee.ts'
import { placeIn, remember } from './lookup.ts'
import { sharesOf } from './speeds.ts'
import type { OpenRound, Rules, View } from './types.ts'
import type { Fold } from './view.ts'

export type Slot = {
  /** Batch numbers by member index. */
  readonly assigned: readonly (readonly number[])[]
  readonly openedMs: number
  readonly deadlineMs: number
}

export type Duty = { readonly member: string; readonly slot: number; readonly key: string }

/** Names a duty, and the commitment to it: of the first slot the member's id alone. */
export const dutyKey = (member: string, slot: number): string =>
  slot === 0 ? member : `${member}/${slot}`

/** The member of a key. */
const memberOfKey = (key: string): string => key.slice(0, 64)

/** What a member has to train in a slot, rising; undefined where there is no such slot, empty where it has nothing there. */
export function workIn(
  open: OpenRound,
  slot: number,
  place: number,
): readonly number[] | undefined {
  if (slot === 0) return open.assigned[place]
  return open.slots[slot - 1]?.assigned[place]
}

/** All duties of a round, slot by slot. */
export const dutiesOf = remember((open: OpenRound): readonly Duty[] => {
  const duties: Duty[] = []
  for (let slot = 0; slot <= open.slots.length; slot++)
    for (const [place, member] of open.members.entries())
      if ((workIn(open, slot, place) as readonly number[]).length > 0)
        duties.push({ member, slot, key: dutyKey(member, slot) })
  return duties
})

/** Every batch of the round, each once, in no order that means anything. */
export const batchesOf = (open: OpenRound): number[] =>
  [open.assigned, ...open.slots.map((slot) => slot.assigned)].flat(2)

/** When the duties of a slot were given. */
export const slotOpenedMs = (open: OpenRound, slot: number): number =>
  open.slots[slot - 1]?.openedMs ?? open.openedMs

const slotTag = Uint8Array.of(0x73)
const refuse = (code: string): Fold => ({ ok: false, code })

/** A later slot: the named duties are taken from their members and dealt to the takers by their shares. */
export function applySlotOpened(rules: Rules, view: View, kind: SlotOpened): Fold {
  const { open } = view
  if (open === undefined || open.closed !== undefined || kind.round !== open.round)
    return refuse('slot-round')
  if (kind.slot !== open.slots.length + 1 || kind.slot > view.config.slots)
    return refuse('slot-number')
  const takers = kind.takers.map(toHex)
  if (!rises(takers) || takers.length === 0 || takers.length !== kind.shares.length)
    return refuse('slot-takers')
  if (takers.some((id) => placeIn(open.members, id) < 0 || !view.members.has(id)))
    return refuse('slot-takers')
  const taken = kind.taken.map(({ member, slot }) => dutyKey(toHex(member), slot))
  const duties = new Set(dutiesOf(open).map(({ key }) => key))
  if (!rises(taken) || taken.length === 0 || taken.some((key) => !duties.has(key)))
    return refuse('slot-taken')
  if (taken.some((key) => takers.includes(memberOfKey(key)))) return refuse('slot-takers')
  const { shares } = sharesOf(view.measured.speeds, takers)
  if (kind.shares.some((share, i) => share !== shares[i])) return refuse('slot-shares')
  return { ok: true, view: { ...view, open: withSlot(rules, view, open, kind) } }
}

const rises = (items: readonly string[]) =>
  items.every((item, i) => i === 0 || (items[i - 1] as string) < item)

function withSlot(rules: Rules, view: View, open: OpenRound, kind: SlotOpened): OpenRound {
  const places = new Map(
    kind.taken.map(({ member, slot }) => [`${placeIn(open.members, toHex(member))}/${slot}`, slot]),
  )
  const batches: number[] = []
  const without = (slot: number, assigned: readonly (readonly number[])[]) =>
    assigned.map((work, place) => {
      if (!places.has(`${place}/${slot}`)) return work
      batches.push(...work)
      return []
    })
  const first = without(0, open.assigned)
  const others = open.slots.map((slot, i) => ({
    ...slot,
    assigned: without(i + 1, slot.assigned),
  }))
  const shares = new Array<number>(open.members.length).fill(0)
  for (const [i, id] of kind.takers.entries())
    shares[placeIn(open.members, toHex(id))] = Math.max(1, kind.shares[i] as number)
  const seed = rules.hash(
    roundSeed(rules.hash, view.runId, open.round, view.beacon),
    slotTag,
    littleEndian(kind.slot),
  )
  batches.sort((a, b) => a - b)
  const slot: Slot = {
    assigned: assignBatches(rules.hash, seed, shares, batches).map((work) =>
      work.toSorted((a, b) => a - b),
    ),
    openedMs: view.timeMs,
    deadlineMs: kind.deadlineMs,
  }
  const taken = [...new Set([...open.taken, ...kind.taken.map((d) => toHex(d.member))])]
  return { ...open, assigned: first, slots: [...others, slot], taken }
}
