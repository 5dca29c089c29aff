/**
 * A process dies at every place where it could: before each effect, and between the writes of one. With its disk and without. After each
 * the run ends with equal replicas, nothing acknowledged is lost and nothing decided twice.
 */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { simulatedCrypto } from './crypto.ts'
import { type Simulation, simulate } from './simulate.ts'

const rounds = 3
const rules = simulatedCrypto(3, 99)
/** The coordinator. */
const chief = -1

type Outcome = { readonly died: string | undefined; readonly problems: readonly string[] }

/** A short run in which `who` dies at its `at`-th point and comes back. */
function crashAt(who: number, at: number, disk: 'kept' | 'lost'): Outcome {
  let count = 0
  let died: string | undefined
  /** What others saw of the log before the death: it was published, so it must stay. */
  let seen: readonly Uint8Array[] = []
  const net: Simulation = simulate({
    nodes: 3,
    rounds,
    seed: 3,
    config: { extraWaitMs: 0, checkpointEvery: 2 },
    crash: (process, point) => {
      if (process !== who || died !== undefined || count++ !== at) return false
      died = point
      return true
    },
  })
  const comeBack = () => {
    seen = longest(net)
    net.until(() => false, 1000)
    if (who === chief) net.startCoordinator()
    else net.members[who]?.start(disk)
  }
  const over = () => net.finished() && net.members.every((m) => m.member()?.ended() !== undefined)
  net.until(() => died !== undefined || over())
  if (died === undefined) return { died, problems: [] }
  comeBack()
  net.until(over)
  return { died, problems: problemsOf(net, seen) }
}

/** The longest log that any member holds. */
function longest(net: Simulation): readonly Uint8Array[] {
  const views = net.members.flatMap((m) => m.member()?.state().view ?? [])
  const length = Math.max(1, ...views.map((v) => v.length))
  return net.log().slice(0, length)
}

function problemsOf(net: Simulation, seen: readonly Uint8Array[]): string[] {
  const problems = [...net.violations]
  if (!net.finished()) problems.push(`not finished: ${net.coordinator().state().view.phase}`)
  const ends = net.members.map((m) => m.member()?.ended())
  if (ends.some((end) => end !== 'finished')) problems.push(`members ended: ${ends.join(', ')}`)
  const log = net.log()
  if (seen.some((envelope, i) => log[i] !== envelope)) problems.push('a published entry is gone')
  const folded = foldLog(rules, log)
  if (!folded.ok) return [...problems, `entry ${folded.index}: ${folded.code}`]
  const heads = new Set(net.members.map((m) => String(m.member()?.state().view.head)))
  if (heads.size > 1) problems.push('members follow different logs')
  if (folded.view.step !== rounds) problems.push(`${folded.view.step} steps of ${rounds}`)
  const closed = log.flatMap((envelope) => {
    const opened = openEnvelope(envelope, rules.verify, undefined)
    const kind = opened.ok && opened.signed.message.type === 'entry' && opened.signed.message.kind
    return kind && kind.type === 'roundClosed' ? [kind.round] : []
  })
  if (new Set(closed).size < closed.length) problems.push('a round was closed twice')
  return problems
}

/** Every point until the run is over without a death. */
function enumerate(who: number, disk: 'kept' | 'lost', stride: number) {
  const points = new Map<string, number>()
  const problems: string[] = []
  for (let at = 0; ; at += stride) {
    const { died, problems: found } = crashAt(who, at, disk)
    if (died === undefined) return { points, problems }
    points.set(died, (points.get(died) ?? 0) + 1)
    problems.push(...found.map((what) => `point ${at} (${died}): ${what}`))
  }
}

describe('a death at every point', () => {
  it('of the coordinator', () => {
    const { points, problems } = enumerate(chief, 'kept', 1)
    expect(problems).toEqual([])
    expect(points.get('after append')).toBeGreaterThan(10)
    expect(points.get('before append')).toBeGreaterThan(10)
    expect(points.get('before answer')).toBeGreaterThan(10)
  })

  it('of a member that keeps its disk', () => {
    const { points, problems } = enumerate(1, 'kept', 1)
    expect(problems).toEqual([])
    for (const point of ['before record', 'after record', 'before say', 'after keep'])
      expect(points.get(point)).toBeGreaterThan(0)
  })

  it('of a member that loses its disk, at every third', () => {
    const { points, problems } = enumerate(1, 'lost', 3)
    expect(problems).toEqual([])
    expect(points.get('after keep')).toBeGreaterThan(3)
  })
})
