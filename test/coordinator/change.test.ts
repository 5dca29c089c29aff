/** Settings and versions change between two rounds that the log names, and nothing else does. */
import { describe, expect, it } from 'vitest'
import { canonicalConfig, runFields } from '../../coordinator/config.ts'
import { foldLog } from '../../coordinator/fold-log.ts'
import { ownVersions } from '../../coordinator/versions.ts'
import { applyChange, changedConfig } from '../../coordinator/view-change.ts'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { commitAll, openTable, reportOf, type Table } from './table.ts'

const playRound = (table: Table) => {
  commitAll(table, [...table.members.keys()])
  for (const i of table.members.keys())
    if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, i, [0, 1, 2]))
}
const change = (table: Table, round: number, fields: object, versions: object = {}) =>
  table.send({ type: 'change', id: 1, round, fields: { ...fields }, ...versions })

describe('a change', () => {
  it('holds from its round on, for the rate, the decay and the deadlines', () => {
    const table = openTable(3, { eta: 0.001 })
    expect(change(table, 2, { eta: 0.002, lambda: 0.1, witnesses: 2 })).toBe('ok')
    const opened: { eta: number; witnesses: number }[] = []
    for (let i = 0; i < 4; i++) {
      const { etaBits, witnesses } = table.open()
      opened.push({ eta: etaBits, witnesses: witnesses.length })
      playRound(table)
    }
    expect(opened[1]).toEqual(opened[0])
    expect(opened[2]?.eta).not.toBe(opened[1]?.eta)
    expect(opened.map(({ witnesses }) => witnesses)).toEqual([3, 3, 2, 2])
    expect(table.state().view.config).toMatchObject({ eta: 0.002, lambda: 0.1, witnesses: 2 })
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true, view: { trained: 4 } })
  })

  it.each([
    [{ topK: 4 }, 5, 'fixed-field'],
    [{ rowTokens: 64 }, 5, 'fixed-field'],
    [{ seed: 2 }, 5, 'fixed-field'],
    [{ witnesses: 0 }, 5, 'bad-config'],
    [{ trainMinMs: 5000, trainMaxMs: 10 }, 5, 'bad-config'],
    [{ nonsense: 1 }, 5, 'bad-config'],
    [{ witnesses: 2 }, 0, 'round-began'],
  ])('of %j for round %i is refused by code %s and appends nothing', (fields, round, code) => {
    const table = openTable(3)
    const { length } = table.log
    expect(change(table, round, fields)).toBe(code)
    expect(table.log.length).toBe(length)
  })

  it('to versions that fall is refused', () => {
    const table = openTable(3)
    const { kernel } = ownVersions
    expect(change(table, 5, {}, { kernel: kernel - 1 })).toBe('version-falls')
  })

  it('that a coordinator writes against the table does not follow', () => {
    const { view } = openTable(3).state()
    const kind = { type: 'changeScheduled', round: 5, kernel: 1, protocol: 1 } as const
    const config = canonicalConfig({ ...view.config, topK: 4 })
    expect(applyChange(view, { ...kind, config })).toEqual({ ok: false, code: 'change-field' })
    const valid = canonicalConfig(view.config)
    expect(applyChange(view, { ...kind, config: `${valid} ` })).toMatchObject({
      code: 'change-config',
    })
    expect(applyChange(view, { ...kind, config: valid, round: 0 })).toMatchObject({
      code: 'change-round',
    })
    expect(applyChange(view, { ...kind, config: valid, protocol: 0 })).toMatchObject({
      code: 'change-version',
    })
  })

  it('may be made of what the table marks', () => {
    const fixed = Object.entries(runFields).flatMap(([name, { live }]) =>
      live === true ? [] : [name],
    )
    expect(fixed).toContain('topK')
    expect(fixed).toContain('seed')
    expect(fixed).not.toContain('trainMaxMs')
  })
})

describe('a change in a run with stages', () => {
  const stages = [{ rounds: 3, eta: 0.01 }, { rounds: 3 }]

  it('of a rate names the stage, and holds for that stage alone', () => {
    const table = openTable(3, { stages } as never)
    const { length } = table.log
    expect(change(table, 1, { eta: 0.5 })).toBe('stage-field')
    expect(changedConfig(table.state().view.config, { eta: 0.5 })).toMatchObject({
      message: expect.stringContaining('change stages[0].eta, stages[1].eta'),
    })
    expect(change(table, 1, { 'stages[7].eta': 0.5 })).toBe('bad-config')
    expect(change(table, 1, { 'stages[0].rounds': 5 })).toBe('fixed-field')
    expect(change(table, 1, { 'stages[0].nonsense': 5 })).toBe('bad-config')
    expect(table.log.length).toBe(length)
    expect(change(table, 1, { 'stages[0].eta': 0.5 })).toBe('ok')
    playRound(table)
    expect(bitsToFloat(table.open().etaBits)).toBe(0.5)
    expect(table.state().view.config.stages.map(({ eta }) => eta)).toEqual([0.5, 0.001])
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true })
  })
})

describe('a change of maxMembers', () => {
  it('below those who are here lets them stay and leave, and nobody else come', () => {
    const table = openTable(3, { minMembers: 1, initMembers: 2 })
    const has = (crypto: { self: string } | undefined) =>
      table.state().view.members.has(crypto?.self ?? '')
    const stranger = simulatedCrypto(7, 70)
    const none = new Uint8Array(0)
    const join = { name: 'm', addresses: [], engine: 'e', threads: 1, invite: none, kernel: 1 }
    const asks = () => table.say(table.seal(stranger, { type: 'join', ...join }))
    // It waits to be admitted while the bound falls.
    expect(asks()).toBe('')
    expect(change(table, 1, { maxMembers: 2 })).toBe('ok')
    playRound(table)
    expect(table.state()).toMatchObject({ joining: { size: 1 }, view: { trained: 1 } })
    table.pass(300)
    expect(table.state().joining.size).toBe(0)
    const [gone, ejected] = table.members
    table.say(table.seal(gone as never, { type: 'leave', reason: '' }))
    // It goes when its round is closed.
    expect(has(gone)).toBe(true)
    playRound(table)
    expect(has(gone)).toBe(false)
    expect(asks()).toBe('full')
    const member = ejected?.self ?? ''
    expect(table.send({ type: 'eject', id: 2, member, reason: 'because' })).toBe('ok')
    asks()
    table.pass(300)
    expect(has(stranger)).toBe(true)
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true })
  })
})
