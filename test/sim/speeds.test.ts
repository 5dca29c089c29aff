/** What was measured outlives the process that measured it: it is in the log. */
import { expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import type { RoundOpened } from '../../proto/messages.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { simulatedCrypto } from './crypto.ts'
import { type SimOptions, simulate } from './simulate.ts'

const rules = simulatedCrypto(61, 0)
const options: SimOptions = { nodes: 6, rounds: 8, seed: 61, config: { batches: 60 } }

function openedIn(log: readonly Uint8Array[], round: number) {
  for (const [index, envelope] of log.entries()) {
    const opened = openEnvelope(envelope, rules.verify, undefined)
    if (!opened.ok || opened.signed.message.type !== 'entry') continue
    const { kind } = opened.signed.message
    if (kind.type === 'roundOpened' && kind.round === round) return { index, kind }
  }
  return undefined
}

/** The batches of the round by member, and how long it is waited for. */
function assignments(log: readonly Uint8Array[], { index, kind }: Opened) {
  const folded = foldLog(rules, log.slice(0, index + 1))
  if (!folded.ok) throw new Error(folded.code)
  return { counts: folded.view.open?.assigned, shares: kind.shares, ms: kind.deadlineMs }
}
type Opened = { readonly index: number; readonly kind: RoundOpened }

it('a coordinator that starts again deals and waits as the one before would have', () => {
  const twin = simulate(options)
  twin.until(twin.finished)
  const round = 5
  const wanted = openedIn(twin.log(), round) as Opened
  let died = false
  const net = simulate({
    ...options,
    crash: (who, point) => {
      const isThere = who < 0 && point === 'after append' && net.log().length === wanted.index
      died ||= isThere
      return isThere
    },
  })
  net.until(() => died)
  net.until(() => false, 500)
  net.startCoordinator()
  expect(net.until(net.finished)).toBe(true)
  const got = openedIn(net.log(), round) as Opened
  const { shares } = wanted.kind
  expect(Math.max(...shares)).toBeGreaterThan(1.5 * Math.min(...shares))
  expect(assignments(net.log(), got)).toEqual(assignments(twin.log(), wanted))
  expect(net.violations).toEqual([])
})

it('what was given by a process that died teaches nothing: its answer may have come long before', () => {
  const net = simulate(options)
  net.until(() => net.coordinator().state().view.trained === 3)
  net.until(() => net.coordinator().state().view.open?.closed === undefined)
  const { speeds, trainMs } = net.coordinator().state().view.measured
  net.killCoordinator()
  net.until(() => false, 4000)
  net.startCoordinator()
  net.until(() => net.coordinator().state().view.trained === 4)
  const after = net.coordinator().state().view.measured
  expect(after.speeds).toEqual(speeds)
  expect(after.trainMs.length).toBe(trainMs.length + 1)
})
