/**
 * The simulated network: nodes, requests with one answer, gossip, connections. Every delivered message is one event of the queue.
 */
import {
  type Connections,
  createConnections,
  createDeadline,
  type Deadline,
  deadlineMs,
} from './connections.ts'
import type { Link } from './link.ts'
import type { Queue } from './queue.ts'

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
  readonly sentBytes: ReadonlyMap<string, number>
}

const frameBytes = 64

const fail = (code: string): Answer => ({ code, parts: [] })
const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, part) => sum + part.length, 0)

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
type Wires = {
  readonly queue: Queue
  readonly link: Link
  readonly nodes: Map<string, SimNode>
  readonly sentBytes: Map<string, number>
  readonly connections: Connections
  /** Connections of dead processes, `from to`, whose end was told: nothing comes over them any more. */
  readonly ended: Set<string>
  readonly deadline: Deadline
  side: ReadonlySet<string>
  cuts: readonly Cut[]
  deliveries: number
}

type Cut = { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> }

const open = (wires: Wires, from: string, to: string) =>
  (wires.side.size === 0 || wires.side.has(from) === wires.side.has(to)) &&
  !wires.cuts.some((cut) => cut.from.has(from) && cut.to.has(to))

/** Whether what `from` sends can reach `to`, over the relay where one of them is behind a NAT. */
function reach(wires: Wires, from: string, to: string): boolean {
  const { link, nodes } = wires
  const { relay } = link
  if (from === relay || to === relay) return open(wires, from, to)
  if (!link.line(from).natted && !link.line(to).natted) return open(wires, from, to)
  return nodes.has(relay) && open(wires, from, relay) && open(wires, relay, to)
}

/** A connection needs both ways. */
const linked = (wires: Wires, a: string, b: string) => reach(wires, a, b) && reach(wires, b, a)

const count = (wires: Wires, id: string, bytes: number) =>
  wires.sentBytes.set(id, (wires.sentBytes.get(id) ?? 0) + bytes + frameBytes)

/** Networks up to this size are connected each with each; in larger ones with the coordinator, and with whom they talk to. */
const meshUpTo = 64

export function createWorld(queue: Queue, link: Link): World {
  const nodes = new Map<string, SimNode>()
  const wires: Wires = {
    queue,
    link,
    nodes,
    sentBytes: new Map(),
    connections: createConnections(),
    ended: new Set(),
    deadline: createDeadline(queue),
    side: new Set(),
    cuts: [],
    deliveries: 0,
  }
  return {
    queue,
    link,
    open: (node) => {
      nodes.set(node.id, node)
      const all = [...nodes.keys()]
      const known = wires.connections.of(node.id)
      const others =
        all.length <= meshUpTo + 1 || node.id === link.relay
          ? all
          : all.filter((id) => id === link.relay || known.has(id))
      for (const other of others)
        if (other !== node.id && linked(wires, other, node.id)) {
          wires.connections.set(other, node.id, true)
          tell(wires, other, node.id, true)
          tell(wires, node.id, other, true)
        }
    },
    close: (id) => {
      nodes.delete(id)
      for (const [other, up] of wires.connections.of(id))
        if (up && nodes.has(other) && linked(wires, other, id)) {
          wires.connections.set(other, id, false)
          tell(wires, other, id, false)
        }
    },
    isUp: (id) => nodes.has(id),
    request: (from, to, wanted, done) => request(wires, from, to, wanted, done),
    publish: (from, topic, bytes) => publish(wires, from, topic, bytes),
    partition: (side) =>
      rewire(wires, () => {
        wires.side = side
        if (side.size === 0) wires.cuts = []
      }),
    cut: (from, to) =>
      rewire(wires, () => {
        wires.cuts = [...wires.cuts, { from, to }]
      }),
    linked: (a, b) => linked(wires, a, b),
    deliveries: () => wires.deliveries,
    sentBytes: wires.sentBytes,
  }
}

/** Tells `to`, after a message's time, that its connection with `about` is up or broken. */
function tell({ queue, link, nodes, ended }: Wires, to: string, about: string, up: boolean): void {
  queue.after(link.streamMs(to, about, 0) ?? deadlineMs, () => {
    if (nodes.has(about) !== up) return
    if (up) ended.delete(`${about} ${to}`)
    else ended.add(`${about} ${to}`)
    nodes.get(to)?.peer(about, up)
  })
}

/** Two nodes talk: they are connected from now on, and hear of it where they had heard of the end of a connection. */
function meet(wires: Wires, a: string, b: string): void {
  const before = wires.connections.of(a).get(b)
  if (before === true) return
  wires.connections.set(a, b, true)
  if (before === undefined) return
  tell(wires, a, b, true)
  tell(wires, b, a, true)
}

/** Connections that a change of the network breaks or makes are told to both ends. */
function rewire(wires: Wires, change: () => void): void {
  const { connections, nodes } = wires
  const pairs = [...nodes.keys()].flatMap((a) =>
    [...connections.of(a).keys()].filter((b) => nodes.has(b)).map((b) => [a, b] as const),
  )
  const before = pairs.map(([a, b]) => linked(wires, a, b))
  change()
  for (const [i, [a, b]] of pairs.entries()) {
    const now = linked(wires, a, b)
    if (before[i] === now) continue
    connections.set(a, b, now)
    nodes.get(a)?.peer(b, now)
  }
}

function request(wires: Wires, from: string, to: string, wanted: Request, done: Reply): void {
  const { queue, link, deadline } = wires
  let answered = false
  const finish = (answer: Answer) => {
    if (answered) return
    answered = true
    done(answer)
  }
  const giveUp = () => finish(fail('timeout'))
  const bytes = wanted.type === 'say' ? wanted.envelope.length : 40
  count(wires, from, bytes)
  const there = link.streamMs(from, to, bytes + frameBytes)
  if (there === undefined || !reach(wires, from, to)) {
    deadline(giveUp)
    return
  }
  const arrive = () => {
    if (!wires.nodes.has(from) && wires.ended.has(`${from} ${to}`)) return
    const node = wires.nodes.get(to)
    if (node === undefined) {
      finish(fail('unreachable'))
      return
    }
    if (wires.nodes.has(from)) meet(wires, from, to)
    wires.deliveries++
    const answeredInTime = deadline(giveUp)
    serve(node, from, wanted, (answer) => {
      const size = sizeOf(answer.parts)
      count(wires, to, size)
      const back = link.streamMs(to, from, size + frameBytes)
      if (back === undefined || !reach(wires, to, from)) return
      queue.after(back, () => {
        answeredInTime()
        finish(answer)
      })
    })
  }
  queue.after(there, arrive)
  const again = link.duplicateMs()
  if (again !== undefined) queue.after(there + again, arrive)
}

/** Each message is forwarded to about three neighbours by everybody, and reaches everybody about twice. */
function publish(
  wires: Wires,
  from: string,
  topic: 'entry' | 'payload' | 'head',
  bytes: Uint8Array,
): void {
  const { queue, link, nodes } = wires
  const size = bytes.length + frameBytes
  count(wires, from, 3 * bytes.length)
  link.upload(from, 3 * size)
  for (const node of nodes.values()) {
    if (node.id === from || !reach(wires, from, node.id)) continue
    const ms = link.gossipMs(from, node.id, 2 * size)
    if (ms === undefined) continue
    const arrive = () => {
      if (nodes.get(node.id) !== node) return
      wires.deliveries++
      node[topic](bytes)
    }
    queue.after(ms, () => {
      count(wires, node.id, 2 * bytes.length)
      link.upload(node.id, 2 * size)
      arrive()
    })
    const again = link.duplicateMs()
    if (again !== undefined) queue.after(ms + again, arrive)
  }
}
