/** How long phases are waited for: as past rounds say, or always the same. */
import { describe, expect, it } from 'vitest'
import { parseRunConfig } from '../../coordinator/config.ts'
import { commitAll, openTable, reportOf, type Table } from './table.ts'

function playRound(table: Table): void {
  const before = table.open().round
  table.pass(300)
  commitAll(table, [0, 1, 2])
  table.pass(40)
  for (const i of [0, 1, 2])
    if (table.state().view.open?.round === before) table.say(reportOf(table, i, [0, 1, 2]))
}

/** Deadlines of training and witnessing in the rounds that follow, in ms. */
function deadlines(config: object, rounds = 4): { train: number[]; witness: number[] } {
  const table = openTable(3, config)
  const [train, witness]: number[][] = [[], []]
  for (let round = 0; round < rounds; round++) {
    train?.push(table.open().deadlineMs)
    table.pass(300)
    commitAll(table, [0, 1, 2])
    witness?.push(table.state().deadlineMs - table.now())
    table.pass(40)
    for (const i of [0, 1, 2])
      if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, i, [0, 1, 2]))
  }
  return { train: train as number[], witness: witness as number[] }
}

const bounds = { trainMaxMs: 50_000, witnessMaxMs: 9000 }

describe('deadlines', () => {
  it('adapt to the rounds before, within their bounds', () => {
    const { train, witness } = deadlines({ ...bounds, deadlines: 'adaptive' })
    expect([train[0], witness[0]]).toEqual([50_000, 9000])
    expect([train[3], witness[3]]).toEqual([2000, 2000])
  })

  it('are the longest where they are fixed, whatever was measured, and after a void round', () => {
    const fixed = deadlines({ ...bounds, deadlines: 'fixed' })
    expect(new Set(fixed.train)).toEqual(new Set([50_000]))
    expect(new Set(fixed.witness)).toEqual(new Set([9000]))
    const table = openTable(3, { deadlines: 'fixed', slots: 0, missLimit: 9 })
    playRound(table)
    table.pass(60_000)
    expect(table.state().view.voids).toBe(1)
    expect(table.open().deadlineMs).toBe(60_000)
  })

  it.each([
    [{ deadlines: 'fixed', trainMinMs: 500 }, 'trainMinMs'],
    [{ deadlines: 'fixed', witnessMinMs: 500 }, 'witnessMinMs'],
    [{ deadlines: 'fixed', epochMs: 70_000 }, 'epochMs'],
    [{ deadlines: 'adaptive', trainMaxMs: 1000 }, 'trainMaxMs'],
  ])('%j is a contradiction', (fields, path) => {
    expect(parseRunConfig(fields)).toMatchObject({
      ok: false,
      problems: [{ path, code: 'contradiction' }],
    })
  })

  it('may be fixed below the bound that adaptive ones have', () => {
    expect(parseRunConfig({ deadlines: 'fixed', trainMaxMs: 1000 }).ok).toBe(true)
    expect(parseRunConfig({ deadlines: 'sometimes' }).ok).toBe(false)
  })
})
