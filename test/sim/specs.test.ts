/** What a person writes is read as it was meant, or named with what to write instead. */
import { describe, expect, it } from 'vitest'
import { parseFault } from './fault-spec.ts'
import { parseNet } from './net-spec.ts'
import { castLiars, parseLiars, readScenario, readScenarioFile } from './scenario.ts'

const net = (text: string) => {
  const parsed = parseNet(text)
  return parsed.ok ? parsed.value : parsed.message
}
const fault = (text: string) => {
  const parsed = parseFault(text)
  return parsed.ok ? { ...parsed.value, text: '' } : parsed.message
}

describe('a network', () => {
  it('is read in the units of its line', () => {
    expect(net('latency=lognormal(80ms,0.6) loss=0.5% up=5Mbit down=800kbit nat=25%')).toEqual({
      link: {
        shape: 'lognormal',
        latencyMs: 80,
        jitter: 0.6,
        loss: 0.005,
        upBytesPerMs: 625,
        downBytesPerMs: 100,
      },
      nat: 0.25,
    })
    expect(net('latency=uniform(20ms,0.08s) reorder=0.1 duplicate=1%')).toEqual({
      link: { shape: 'uniform', latencyMs: 50, jitter: 0.6, reorder: 0.1, duplicate: 0.01 },
      nat: 0,
    })
  })
  it.each([
    ['loss=2', /share such as 0.5%/],
    ['up=0Mbit', /rate such as 5Mbit/],
    ['latency=5', /80ms, constant/],
    ['latency=uniform(9s,1s)', /uniform\(20ms,80ms\)/],
    ['speed=3', /it knows latency, loss/],
    ['loss', /it knows latency, loss/],
  ])('%s is named', (text, message) => expect(net(text)).toMatch(message))
})

describe('a fault', () => {
  it('is whom, how much, when and how long', () => {
    const rest = { text: '', amount: 0, field: undefined, forMs: undefined }
    const r20 = { type: 'round', round: 20 }
    expect(fault('kill 8@r20')).toEqual({
      ...rest,
      verb: 'kill',
      who: { type: 'count', count: 8 },
      when: r20,
    })
    expect(fault('slow node-3 x5 @ 30s for 1min')).toEqual({
      verb: 'slow',
      text: '',
      who: { type: 'member', index: 3 },
      amount: 5,
      field: undefined,
      when: { type: 'time', ms: 30_000 },
      forMs: 60_000,
    })
    expect(fault('kill coordinator @Cooldown for 7s')).toMatchObject({
      who: { type: 'coordinator' },
      when: { type: 'phase', phase: 'Cooldown' },
    })
    expect(fault('skew 25% -5s@0s')).toMatchObject({ who: { share: 0.25 }, amount: -5000 })
    expect(fault('kill 2 witnesses @r5')).toMatchObject({ who: { type: 'witnesses', count: 2 } })
    expect(fault('revert 2@r5')).toMatchObject({ who: undefined, amount: 2 })
    expect(fault('restart newest@r5')).toMatchObject({ amount: -1 })
    expect(fault('change eta=0.002@r5')).toMatchObject({ field: ['eta', 0.002] })
    expect(fault('churn 30% @r1')).toMatchObject({ who: undefined, amount: 0.3 })
  })
  it.each([
    ['kil 3@r1', /it knows kill, crash, start/],
    ['kill 3', /VERB \[WHO\] \[AMOUNT\] @WHEN/],
    ['kill 3@noon', /no moment: write r20, 30s/],
    ['kill bob@r1', /names nobody: write 8, 30%/],
    ['slow 3 5@r1', /amount such as x5/],
    ['freeze coordinator@r1', /coordinator cannot freeze/],
    ['join 1@r1 for 3s', /cannot be undone/],
    ['kill 1@r1 for -3s', /is no time/],
    ['revert 0@r1', /amount such as 2, a number of rounds/],
    ['restart oldest@r1', /base, newest, or the step/],
    ['change eta@r1', /FIELD=VALUE, not "eta"/],
    ['kill 1 2 3@r1', /"2 3" is too much/],
  ])('%s is named', (text, message) => expect(fault(text)).toMatch(message))
})

describe('a scenario', () => {
  it('of a file names every fault with its line', () => {
    const text = 'nodes: 4\nrounds: 0\nnet: loss=2\nfaults:\n  - kill 1@r3\n  - flop 2@r3\nfoo: 1\n'
    const read = readScenarioFile(text)
    expect(read.ok ? [] : read.message.split('\n').map((line) => line.slice(0, 18))).toEqual([
      'line 2: rounds: 0 ',
      'line 3: net: "loss',
      'line 6: faults.1: ',
      'line 7: foo: unkno',
    ])
    const broken = readScenarioFile('nodes: [')
    expect(broken).toMatchObject({ ok: false, message: expect.stringMatching(/^line 1: /) })
  })
  it('that contradicts itself is refused', () => {
    const read = readScenario({ nodes: 4, config: { minMembers: 9 } })
    expect(read.ok ? [] : read.problems.map((p) => p.message)).toEqual([
      expect.stringMatching(/initMembers.*below minMembers/),
    ])
    expect(readScenario({ nodes: 4, liars: ['3 invalid', '2 copy'] })).toMatchObject({ ok: false })
  })
  it('casts as many liars as were asked for, by its seed', () => {
    expect(parseLiars('25% invalid', 8)).toMatchObject({ value: { lie: 'invalid', count: 2 } })
    const read = readScenario({ nodes: 8, liars: ['25% invalid', '1 copy'], seed: 3 })
    const kinds = read.ok ? [...castLiars(read.scenario).values()].map((l) => l.name) : []
    expect(kinds).toEqual(['invalid', 'invalid', 'copy'])
  })
})
