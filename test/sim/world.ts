/**
 * The simulated network: nodes, requests with one answer, gossip, connections. Every delivered message is one event of the queue.
 */
import { createDeadline, type Deadline, deadlineMs } from './connections.ts'
import type { Link } from './link.ts'
import type { Queue } from './queue.ts'
import { connect, linked, reach, type Station, stationAt, type Walls } from './stations.ts'

export type Reply = (answer: Answer) => void
export type Answer = { readonly code: string; readonly parts: readonly Uint8Array[] }

/** What a node offers to others. */
export type SimNode = {
  readonly id: string
  readonly say: (from: string, envelope: Uint8Array, reply: Reply) => void
  readonly log: (from: number, limit: number) => readonly Uint8Array[]
  readonly blob: (root: string) => Uint8Array | undefined
  readonly entry: (envelope: Uint8Array) => void
  readonly payload: (bytes: Uint8Array) => void
  /** Somebody's head. */
  readonly head: (envelope: Uint8Array) => void
  readonly peer: (member: string, up: boolean) => void
}

export type Request =
  | { readonly type: 'say'; readonly envelope: Uint8Array }
  | { readonly type: 'log'; readonly from: number; readonly limit: number }
  | { readonly type: 'blob'; readonly root: string }

export type World = {
  readonly queue: Queue
  readonly link: Link
  readonly open: (node: SimNode) => void
  /** The process dies: its connections break. */
  readonly close: (id: string) => void
  readonly isUp: (id: string) => boolean
  readonly request: (from: string, to: string, request: Request, done: Reply) => void
  readonly publish: (from: string, topic: 'entry' | 'payload' | 'head', bytes: Uint8Array) => void
  /** Nodes of different sides cannot talk. An empty list heals, one-way cuts too. */
  readonly partition: (side: ReadonlySet<string>) => void
  /** From now on nothing that `from` sends reaches `to`; the other way stays open. */
  readonly cut: (from: ReadonlySet<string>, to: ReadonlySet<string>) => void
  /** Whether two nodes can talk, both ways; either may be dead. */
  readonly linked: (a: string, b: string) => boolean
  readonly deliveries: () => number
  /** Bytes that a node sent so far. */
  readonly sentBytes: (id: string) => number
}

const frameBytes = 64

const fail = (code: string): Answer => ({ code, parts: [] })
const timeout = fail('timeout')

function sizeOf(parts: readonly Uint8Array[]): number {
  let sum = 0
  for (const part of parts) sum += part.length
  return sum
}

function serve(node: SimNode, from: string, request: Request, reply: Reply): void {
  if (request.type === 'say') node.say(from, request.envelope, reply)
  else if (request.type === 'log')
    reply({ code: 'ok', parts: node.log(request.from, request.limit) })
  else {
    const bytes = node.blob(request.root)
    reply(bytes === undefined ? fail('absent') : { code: 'ok', parts: [bytes] })
  }
}

/** What requests and gossip share. */
type Wires = Walls & {
  readonly queue: Queue
  readonly link: Link
  readonly stations: Map<string, Station>
  /** Those where somebody is, in the order in which they came. */
  readonly live: Set<Station>
  readonly deadline: Deadline
  deliveries: number
}

const station = ({ stations, link }: Wires, id: string) => stationAt(stations, link, id)

function count(at: Station, bytes: number): void {
  at.sentBytes += bytes + frameBytes
}

/** Networks up to this size are connected each with each; in larger ones with the coordinator, and with whom they talk to. */
const meshUpTo = 64

export function createWorld(queue: Queue, link: Link): World {
  const stations = new Map<string, Station>()
  const wires: Wires = {
    queue,
    link,
    stations,
    live: new Set(),
    relay: stationAt(stations, link, link.relay),
    deadline: createDeadline(queue),
    side: new Set(),
    cuts: [],
    deliveries: 0,
  }
  return {
    queue,
    link,
    open: (node) => appear(wires, node),
    close: (id) => {
      const gone = station(wires, id)
      gone.node = undefined
      wires.live.delete(gone)
      for (const [other, up] of gone.peers)
        if (up && other.node !== undefined && linked(wires, other, gone)) {
          connect(other, gone, false)
          tell(wires, other, gone, false)
        }
    },
    isUp: (id) => station(wires, id).node !== undefined,
    request: (from, to, wanted, done) =>
      request(wires, station(wires, from), station(wires, to), wanted, done),
    publish: (from, topic, bytes) => publish(wires, station(wires, from), topic, bytes),
    partition: (side) =>
      rewire(wires, () => {
        wires.side = side
        if (side.size === 0) wires.cuts = []
      }),
    cut: (from, to) =>
      rewire(wires, () => {
        wires.cuts = [...wires.cuts, { from, to }]
      }),
    linked: (a, b) => linked(wires, station(wires, a), station(wires, b)),
    deliveries: () => wires.deliveries,
    sentBytes: (id) => station(wires, id).sentBytes,
  }
}

function appear(wires: Wires, node: SimNode): void {
  const { live, relay } = wires
  const here = station(wires, node.id)
  here.node = node
  live.add(here)
  const isMesh = live.size <= meshUpTo + 1 || here === relay
  for (const other of live)
    if (
      other !== here &&
      (isMesh || other === relay || here.peers.has(other)) &&
      linked(wires, other, here)
    ) {
      connect(other, here, true)
      tell(wires, other, here, true)
      tell(wires, here, other, true)
    }
}

/** Tells `to`, after a message's time, that its connection with `about` is up or broken. */
function tell({ queue, link }: Wires, to: Station, about: Station, up: boolean): void {
  queue.post(link.streamMs(to.line, about.line, 0) ?? deadlineMs, () => {
    if ((about.node !== undefined) !== up) return
    if (up) about.ended.delete(to)
    else about.ended.add(to)
    to.node?.peer(about.id, up)
  })
}

/** Two nodes talk: they are connected from now on, and hear of it where they had heard of the end of a connection. */
function meet(wires: Wires, a: Station, b: Station): void {
  if (a.met[b.number] === 1) return
  const before = a.peers.get(b)
  connect(a, b, true)
  if (before === undefined) return
  tell(wires, a, b, true)
  tell(wires, b, a, true)
}

/** Connections that a change of the network breaks or makes are told to both ends. */
function rewire(wires: Wires, change: () => void): void {
  const pairs = [...wires.live].flatMap((a) =>
    [...a.peers.keys()].filter((b) => b.node !== undefined).map((b) => [a, b] as const),
  )
  const before = pairs.map(([a, b]) => linked(wires, a, b))
  change()
  for (const [i, [a, b]] of pairs.entries()) {
    const now = linked(wires, a, b)
    if (before[i] === now) continue
    connect(a, b, now)
    a.node?.peer(b.id, now)
  }
}

function request(wires: Wires, from: Station, to: Station, wanted: Request, done: Reply): void {
  const { queue, link, deadline } = wires
  let answered = false
  const finish = (answer: Answer) => {
    if (answered) return
    answered = true
    done(answer)
  }
  const giveUp = () => finish(timeout)
  const bytes = wanted.type === 'say' ? wanted.envelope.length : 40
  count(from, bytes)
  const there = link.streamMs(from.line, to.line, bytes + frameBytes)
  if (there === undefined || !reach(wires, from, to)) {
    deadline(giveUp)
    return
  }
  const arrive = () => {
    if (from.node === undefined && from.ended.has(to)) return
    const { node } = to
    if (node === undefined) {
      finish(fail('unreachable'))
      return
    }
    if (from.node !== undefined) meet(wires, from, to)
    wires.deliveries++
    const waiting = deadline(giveUp)
    serve(node, from.id, wanted, (answer) => {
      const size = sizeOf(answer.parts)
      count(to, size)
      const back = link.streamMs(to.line, from.line, size + frameBytes)
      if (back === undefined || !reach(wires, to, from)) return
      queue.post(back, () => {
        waiting.giveUp = undefined
        finish(answer)
      })
    })
  }
  queue.post(there, arrive)
  const again = link.duplicateMs()
  if (again !== undefined) queue.post(there + again, arrive)
}

/** Each message is forwarded to about three neighbours by everybody, and reaches everybody about twice. */
function publish(
  wires: Wires,
  from: Station,
  topic: 'entry' | 'payload' | 'head',
  bytes: Uint8Array,
): void {
  const { queue, link, live } = wires
  const size = bytes.length + frameBytes
  count(from, 3 * bytes.length)
  link.upload(from.line, 3 * size)
  for (const to of live) {
    if (to === from || !reach(wires, from, to)) continue
    const ms = link.gossipMs(from.line, to.line, 2 * size)
    if (ms === undefined) continue
    const { node } = to
    const arrive = () => {
      if (to.node !== node) return
      wires.deliveries++
      node?.[topic](bytes)
    }
    const again = link.duplicateMs()
    queue.post(ms, () => {
      count(to, 2 * bytes.length)
      link.upload(to.line, 2 * size)
      arrive()
    })
    if (again !== undefined) queue.post(ms + again, arrive)
  }
}
