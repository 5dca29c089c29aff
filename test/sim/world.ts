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
  /** Nodes of different sides cannot talk. An empty list heals. */
  readonly partition: (side: ReadonlySet<string>) => void
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
  deliveries: number
}

const reach = (wires: Wires, a: string, b: string) =>
  wires.side.size === 0 || wires.side.has(a) === wires.side.has(b)

const count = (wires: Wires, id: string, bytes: number) =>
  wires.sentBytes.set(id, (wires.sentBytes.get(id) ?? 0) + bytes + frameBytes)

export function createWorld(queue: Queue, link: Link): World {
  const nodes = new Map<string, SimNode>()
  const wires: Wires = { queue, link, nodes, sentBytes: new Map(), side: new Set(), deliveries: 0 }
  const connect = (a: string, b: string, up: boolean) =>
    queue.after(link.streamMs(0) ?? deadlineMs, () => {
      if (nodes.has(b) === up) nodes.get(a)?.peer(b, up)
    })
  const others = (id: string) =>
    [...nodes.keys()].filter((other) => other !== id && reach(wires, other, id))
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
    partition: (side) => {
      const all = [...nodes.keys()]
      const pairs = all.flatMap((a) => all.filter((b) => b !== a).map((b) => [a, b] as const))
      const before = pairs.map(([a, b]) => reach(wires, a, b))
      wires.side = side
      for (const [i, [a, b]] of pairs.entries())
        if (before[i] !== reach(wires, a, b)) nodes.get(a)?.peer(b, reach(wires, a, b))
    },
    deliveries: () => wires.deliveries,
    sentBytes: wires.sentBytes,
  }
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
  const there = link.streamMs(bytes)
  if (there === undefined || !reach(wires, from, to)) {
    queue.after(deadlineMs, () => finish(fail('timeout')))
    return
  }
  queue.after(there, () => {
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
      const back = link.streamMs(size)
      if (back === undefined || !reach(wires, from, to)) return
      queue.after(back, () => {
        giveUp()
        finish(answer)
      })
    })
  })
}

function publish(wires: Wires, from: string, topic: 'entry' | 'payload', bytes: Uint8Array): void {
  const { queue, link, nodes } = wires
  // Each message is forwarded to about three neighbours by everybody.
  count(wires, from, 3 * bytes.length)
  for (const node of nodes.values()) {
    if (node.id === from || !reach(wires, node.id, from)) continue
    const ms = link.gossipMs(bytes.length)
    if (ms === undefined) continue
    queue.after(ms, () => {
      if (nodes.get(node.id) !== node) return
      wires.deliveries++
      node[topic](bytes)
    })
  }
}
