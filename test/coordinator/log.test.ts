/** A log that was changed anywhere does not follow: the fold names the first entry that does not. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import type { Entry } from '../../proto/messages.ts'
import { coordinator, log, open, replaced, reseal, stranger } from './log-fixture.ts'

describe('a log', () => {
  it('that is whole follows, and holds every kind of entry', () => {
    expect(foldLog(coordinator, log)).toMatchObject({
      ok: true,
      view: { phase: 'Finished', step: 8 },
    })
    const kinds = new Set(log.map((envelope) => open(envelope).entry.kind.type))
    expect([...kinds].sort()).toEqual([
      'checkpointMade',
      'commitmentsClosed',
      'membersChanged',
      'phaseEntered',
      'roundClosed',
      'roundOpened',
      'runStarted',
      'slotOpened',
    ])
  })

  it('that is cut at an end of an entry follows as far as it goes', () => {
    for (const length of [1, 5, log.length - 1])
      expect(foldLog(coordinator, log.slice(0, length))).toMatchObject({
        ok: true,
        view: { length },
      })
    expect(foldLog(coordinator, [])).toEqual({ ok: false, index: 0, code: 'empty-log' })
  })

  it('without an entry, with two exchanged, or one twice, does not follow there', () => {
    for (let i = 0; i < log.length - 1; i++) {
      expect(
        foldLog(
          coordinator,
          log.filter((_, at) => at !== i),
        ),
      ).toMatchObject({ ok: false, index: i })
      const exchanged = [...log]
      ;[exchanged[i], exchanged[i + 1]] = [log[i + 1] as Uint8Array, log[i] as Uint8Array]
      expect(foldLog(coordinator, exchanged)).toMatchObject({ ok: false, index: i })
    }
    expect(foldLog(coordinator, [...log, log.at(-1) as Uint8Array])).toMatchObject({
      ok: false,
      index: log.length,
    })
  })

  it.each<[string, (entry: Entry) => Entry, string]>([
    ['index', (e) => ({ ...e, index: e.index + 1 }), 'entry-index'],
    ['term', (e) => ({ ...e, term: 1 }), 'entry-term'],
    ['previous hash', (e) => ({ ...e, prevHash: new Uint8Array(32) }), 'entry-chain'],
    ['time before the last', (e) => ({ ...e, timeS: 0 }), 'entry-time'],
    ['time that is none', (e) => ({ ...e, timeMs: 1000 }), 'entry-time'],
  ])('with another %s is refused at that entry', (_name, change, code) => {
    for (const i of [1, 7, log.length - 1]) {
      const changed = replaced(i, reseal(log[i] as Uint8Array, change))
      expect(foldLog(coordinator, changed)).toEqual({ ok: false, index: i, code })
    }
  })

  it('signed by somebody else is refused', () => {
    const same = (entry: Entry) => entry
    const changed = replaced(4, reseal(log[4] as Uint8Array, same, stranger))
    expect(foldLog(coordinator, changed)).toEqual({ ok: false, index: 4, code: 'entry-signer' })
  })
})
