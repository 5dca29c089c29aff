/** A share of the search in every test run; and that the search would see a broken machine. */
import { describe, expect, it } from 'vitest'
import { verbs } from './fault-spec.ts'
import { lieNames } from './liars.ts'
import { playRandom, randomDraft } from './random-scenario.ts'
import { readScenario } from './scenario.ts'

describe('random scenarios', () => {
  it.each([1, 2, 3, 4])('share %i keeps every invariant', (share) => {
    for (let seed = 25 * share; seed < 25 * (share + 1); seed++) {
      const { draft, violations } = playRandom(randomDraft(seed))
      expect({ draft, violations }).toEqual({ draft, violations: [] })
    }
  })

  it('are the same for the same seed', () => {
    expect(playRandom(randomDraft(7)).digest).toBe(playRandom(randomDraft(7)).digest)
  })

  it('are all readable, and hold every kind of fault and liar', () => {
    const drafts = Array.from({ length: 400 }, (_, seed) => randomDraft(seed))
    for (const draft of drafts) expect(readScenario(draft)).toMatchObject({ ok: true })
    const said = new Set(drafts.flatMap((d) => d.faults.map((f) => f.split(' ')[0])))
    expect([...said].sort()).toEqual(Object.keys(verbs).sort())
    const lies = new Set(drafts.flatMap((d) => d.liars.map((l) => l.split(' ')[1])))
    expect([...lies].sort()).toEqual([...lieNames].sort())
    // Together too, and never a third.
    expect(drafts.some(({ liars }) => new Set(liars).size > 2)).toBe(true)
    for (const { liars, nodes } of drafts) expect(3 * liars.length).toBeLessThan(nodes)
    const fields = new Set(drafts.flatMap((d) => Object.keys(d.config)))
    for (const field of ['stages', 'epochRounds', 'epochMs', 'aggregateAbove', 'batchesStart'])
      expect(fields).toContain(field)
  })
})
