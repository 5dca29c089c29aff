/**
 * The places of a simulated network, and who can reach whom: sides of a partition, one-way cuts, NATs behind the relay.
 */
import type { Line } from './lines.ts'
import type { Link } from './link.ts'
import type { SimNode } from './world.ts'

/** What is known of one place in the network, looked up once a message. */
export type Station = {
  readonly id: string
  readonly line: Line
  /** Undefined while nobody is there. */
  node: SimNode | undefined
  sentBytes: number
  /** The others it was ever connected with: true, or false since the connection broke. The same seen from both ends. */
  readonly peers: Map<Station, boolean>
  readonly number: number
  /** By number of a station, 1 where the connection with it is up: asked once a message. */
  met: Uint8Array
  /** Since it died it was told to these that the connection ended: nothing comes over it any more. */
  readonly ended: Set<Station>
}

/** What divides a network. */
export type Walls = {
  readonly relay: Station
  side: ReadonlySet<string>
  cuts: readonly Cut[]
}

export type Cut = { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> }

export function stationAt(stations: Map<string, Station>, link: Link, id: string): Station {
  const known = stations.get(id)
  if (known !== undefined) return known
  const made: Station = {
    id,
    line: link.line(id),
    node: undefined,
    sentBytes: 0,
    peers: new Map(),
    number: stations.size,
    met: new Uint8Array(0),
    ended: new Set(),
  }
  stations.set(id, made)
  return made
}

const open = ({ side, cuts }: Walls, from: Station, to: Station) =>
  (side.size === 0 || side.has(from.id) === side.has(to.id)) &&
  (cuts.length === 0 || !cuts.some((cut) => cut.from.has(from.id) && cut.to.has(to.id)))

/** Whether what `from` sends can reach `to`, over the relay where one of them is behind a NAT. */
export function reach(walls: Walls, from: Station, to: Station): boolean {
  const { relay } = walls
  if (from === relay || to === relay) return open(walls, from, to)
  if (!from.line.natted && !to.line.natted) return open(walls, from, to)
  return relay.node !== undefined && open(walls, from, relay) && open(walls, relay, to)
}

/** A connection needs both ways. */
export const linked = (walls: Walls, a: Station, b: Station) =>
  reach(walls, a, b) && reach(walls, b, a)

export function connect(a: Station, b: Station, up: boolean): void {
  note(a, b, up)
  note(b, a, up)
}

function note(a: Station, b: Station, up: boolean): void {
  a.peers.set(b, up)
  if (b.number >= a.met.length) {
    const more = new Uint8Array(2 * b.number + 64)
    more.set(a.met)
    a.met = more
  }
  a.met[b.number] = up ? 1 : 0
}
