/** The simulated network does to messages what its options say. */
import { describe, expect, it } from 'vitest'
import { createLink, defaultLink, type LinkOptions, latencyTable } from './link.ts'
import { createQueue } from './queue.ts'
import { createWorld, type SimNode, type World } from './world.ts'

const still: LinkOptions = { ...defaultLink, shape: 'constant', latencyMs: 100, jitter: 0 }
const link = (options: Partial<LinkOptions> = {}, now = () => 0) =>
  createLink({ ...still, ...options }, 1, now, 'coordinator')

describe('latency', () => {
  const quantile = (options: Partial<LinkOptions>, p: number) =>
    (latencyTable({ ...still, ...options })[Math.floor(256 * p)] as number) / 10

  it('follows the distribution that was asked for', () => {
    expect(quantile({}, 0.99)).toBe(100)
    expect(quantile({ shape: 'uniform', jitter: 0.5 }, 0)).toBeCloseTo(50.2, 1)
    expect(quantile({ shape: 'uniform', jitter: 0.5 }, 255 / 256)).toBeCloseTo(149.8, 1)
    expect(quantile({ shape: 'exponential' }, 0.5)).toBeCloseTo(69.5, 0)
    // exp(0.6 × 1.645) = 2.68
    expect(quantile({ shape: 'lognormal', jitter: 0.6 }, 0.95)).toBeCloseTo(269, -1)
  })

  it('is made of the same integers everywhere', () => {
    const table = latencyTable({ ...still, shape: 'lognormal', latencyMs: 80, jitter: 0.6 })
    expect([...table].reduce((sum, x) => (Math.imul(sum, 31) + x) | 0, 7)).toMatchInlineSnapshot(
      `1191299522`,
    )
  })
})

describe('bandwidth', () => {
  it('makes messages of one sender wait for each other, and those of others not', () => {
    const { streamMs, line } = link({ upBytesPerMs: 10, downBytesPerMs: 1e9 })
    expect(streamMs(line('a'), line('x'), 1000)).toBeCloseTo(200, 3)
    expect(streamMs(line('a'), line('y'), 1000)).toBeCloseTo(300, 3)
    expect(streamMs(line('b'), line('x'), 1000)).toBeCloseTo(200, 3)
  })

  it('is a queue at the receiver too, which empties with time', () => {
    let now = 0
    const { streamMs, line } = link({ upBytesPerMs: 1e9, downBytesPerMs: 10 }, () => now)
    expect(streamMs(line('a'), line('x'), 1000)).toBeCloseTo(200, 3)
    expect(streamMs(line('b'), line('x'), 1000)).toBeCloseTo(300, 3)
    now = 150
    expect(streamMs(line('c'), line('x'), 1000)).toBeCloseTo(250, 3)
  })

  it('may differ by direction and by node', () => {
    const net = link()
    net.line('a').upBytesPerMs = 10
    net.line('a').downBytesPerMs = 1000
    expect(net.streamMs(net.line('a'), net.line('b'), 1000)).toBeCloseTo(200, 3)
    expect(net.streamMs(net.line('b'), net.line('a'), 1000)).toBeCloseTo(101, 0)
  })
})

it('who is behind a NAT is reached over the relay: two ways, and the bandwidth of the relay', () => {
  const net = link()
  net.line('a').natted = true
  net.line('coordinator').upBytesPerMs = 10
  expect(net.streamMs(net.line('a'), net.line('coordinator'), 1000)).toBeCloseTo(100.4, 1)
  expect(net.streamMs(net.line('b'), net.line('a'), 1000)).toBeCloseTo(300.4, 0)
  expect(net.streamMs(net.line('d'), net.line('e'), 1000)).toBeCloseTo(100.4, 1)
})

it('loses, doubles and disorders in the shares that were asked for', () => {
  const net = link({
    loss: 0.5,
    duplicate: 0.25,
    reorder: 0.5,
    upBytesPerMs: 1e9,
    downBytesPerMs: 1e9,
  })
  const all = Array.from({ length: 4000 }, () => net.gossipMs(net.line('a'), net.line('b'), 0))
  // Three copies, each lost with 1/2.
  expect(all.filter((ms) => ms === undefined).length / 4000).toBeCloseTo(1 / 8, 1)
  const twice = Array.from({ length: 4000 }, () => net.duplicateMs())
  expect(twice.filter((ms) => ms !== undefined).length / 4000).toBeCloseTo(1 / 4, 1)
  const calm = link({ reorder: 0.5 })
  const times = Array.from(
    { length: 4000 },
    () => calm.streamMs(calm.line('a'), calm.line('b'), 0) as number,
  )
  expect(times.filter((ms) => ms > 100).length / 4000).toBeCloseTo(1 / 2, 1)
  expect(Math.max(...times)).toBeLessThanOrEqual(500)
})

describe('a network that is cut', () => {
  type Heard = { readonly world: World; readonly run: () => void; readonly heard: string[] }
  const build = (): Heard => {
    const queue = createQueue(0)
    const world = createWorld(queue, createLink(still, 1, queue.now, 'coordinator'))
    const heard: string[] = []
    for (const id of ['coordinator', 'a', 'b'])
      world.open({
        id,
        say: (from, _envelope, reply) => {
          heard.push(`${from} > ${id}`)
          reply({ code: 'ok', parts: [] })
        },
        log: () => [],
        blob: () => undefined,
        entry: () => heard.push(`entry > ${id}`),
        payload: () => {},
        head: () => {},
        peer: (member, up) => heard.push(`${id}: ${member} ${up ? 'up' : 'down'}`),
      } satisfies SimNode)
    const run = () => {
      while (queue.step());
    }
    run()
    heard.length = 0
    return { world, run, heard }
  }
  const ask = (net: Heard, from: string, to: string) => {
    const answers: string[] = []
    const envelope = new Uint8Array(8)
    net.world.request(from, to, { type: 'say', envelope }, ({ code }) => answers.push(code))
    net.run()
    return answers
  }

  it('in one direction: what is said arrives, its answer does not', () => {
    const net = build()
    net.world.cut(new Set(['b']), new Set(['a']))
    expect(net.heard).toEqual(['a: b down', 'b: a down'])
    expect(ask(net, 'a', 'b')).toEqual(['timeout'])
    expect(net.heard).toContain('a > b')
    expect(ask(net, 'b', 'a')).toEqual(['timeout'])
    expect(net.heard).not.toContain('b > a')
    expect(ask(net, 'a', 'coordinator')).toEqual(['ok'])
    net.world.partition(new Set())
    expect(ask(net, 'b', 'a')).toEqual(['ok'])
  })

  it('behind a NAT: nobody is reached while the relay is away, but the relay', () => {
    const net = build()
    net.world.link.line('a').natted = true
    expect(ask(net, 'b', 'a')).toEqual(['ok'])
    net.world.close('coordinator')
    expect(ask(net, 'b', 'a')).toEqual(['timeout'])
    expect(ask(net, 'a', 'b')).toEqual(['timeout'])
  })
})
