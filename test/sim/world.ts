/**
 * The simulated network: nodes, requests with one answer, gossip, connections. Every delivered message is one event of the queue.
 */
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
  readonly publish: (from: string, topic: 'entry' | 'payload', bytes: Uint8Array) => void
  /** Nodes of different sides cannot talk. An empty list heals, one-way cuts too. */
  readonly partition: (side: ReadonlySet<string>) => void
  /** From now on nothing that `from` sends reaches `to`; the other way stays open. */
  readonly cut: (from: ReadonlySet<string>, to: ReadonlySet<string>) => void
  readonly deliveries: () => number
  readonly sentBytes: ReadonlyMap<string, number>
}

const deadlineMs = 10_000
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

export function createWorld(queue: Queue, link: Link): World {
  const nodes = new Map<string, SimNode>()
  const wires: Wires = {
    queue,
    link,
    nodes,
    sentBytes: new Map(),
    side: new Set(),
    cuts: [],
    deliveries: 0,
  }
  const connect = (a: string, b: string, up: boolean) =>
    queue.after(link.streamMs(a, b, 0) ?? deadlineMs, () => {
      if (nodes.has(b) === up) nodes.get(a)?.peer(b, up)
    })
  const others = (id: string) =>
    [...nodes.keys()].filter((other) => other !== id && linked(wires, other, id))
  return {
    queue,
    link,
    open: (node) => {
      nodes.set(node.id, node)
      for (const other of others(node.id)) {
        connect(other, node.id, true)
        connect(node.id, other, true)
      }
    },
    close: (id) => {
      nodes.delete(id)
      for (const other of others(id)) connect(other, id, false)
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
    deliveries: () => wires.deliveries,
    sentBytes: wires.sentBytes,
  }
}

/** Connections that a change of the network breaks or makes are told to both ends. */
function rewire(wires: Wires, change: () => void): void {
  const all = [...wires.nodes.keys()]
  const pairs = all.flatMap((a) => all.filter((b) => b !== a).map((b) => [a, b] as const))
  const before = pairs.map(([a, b]) => linked(wires, a, b))
  change()
  for (const [i, [a, b]] of pairs.entries())
    if (before[i] !== linked(wires, a, b)) wires.nodes.get(a)?.peer(b, linked(wires, a, b))
}

function request(wires: Wires, from: string, to: string, wanted: Request, done: Reply): void {
  const { queue, link } = wires
  let answered = false
  const finish = (answer: Answer) => {
    if (answered) return
    answered = true
    done(answer)
  }
  const bytes = wanted.type === 'say' ? wanted.envelope.length : 40
  count(wires, from, bytes)
  const there = link.streamMs(from, to, bytes + frameBytes)
  if (there === undefined || !reach(wires, from, to)) {
    queue.after(deadlineMs, () => finish(fail('timeout')))
    return
  }
  const arrive = () => {
    const node = wires.nodes.get(to)
    if (node === undefined) {
      finish(fail('unreachable'))
      return
    }
    wires.deliveries++
    const giveUp = queue.after(deadlineMs, () => finish(fail('timeout')))
    serve(node, from, wanted, (answer) => {
      const size = sizeOf(answer.parts)
      count(wires, to, size)
      const back = link.streamMs(to, from, size + frameBytes)
      if (back === undefined || !reach(wires, to, from)) return
      queue.after(back, () => {
        giveUp()
        finish(answer)
      })
    })
  }
  queue.after(there, arrive)
  const again = link.duplicateMs()
  if (again !== undefined) queue.after(there + again, arrive)
}

/** Each message is forwarded to about three neighbours by everybody, and reaches everybody about twice. */
function publish(wires: Wires, from: string, topic: 'entry' | 'payload', bytes: Uint8Array): void {
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
