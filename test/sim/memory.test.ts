/** What simulated processes compute once and share is what each would have computed alone. */
import { expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { fastHash, fastVerify } from './crypto.ts'
import { randomDraft } from './random-scenario.ts'
import { mostVirtualMs, stage } from './run-scenario.ts'
import { readScenario } from './scenario.ts'

/** Functions of its own, so that nothing is known of what others computed by theirs. */
const alone = () => ({
  hash: (...parts: readonly Uint8Array[]) => fastHash(...parts),
  verify: (...given: Parameters<typeof fastVerify>) => fastVerify(...given),
})

it.each([0, 1])(
  'the view that all share is the fold of the log by a stranger, overlap %i',
  (overlap) => {
    for (let seed = 900; seed < 906; seed++) {
      const draft = randomDraft(seed)
      const read = readScenario({ ...draft, config: { ...draft.config, overlap } })
      if (!read.ok) throw new Error(read.problems[0]?.message)
      const run = stage(read.scenario)
      run.net.until(run.over, mostVirtualMs(read.scenario))
      const copies = run.net.log().map((envelope) => envelope.slice())
      const folded = foldLog(alone(), copies)
      const shared = run.net.coordinator().state().view
      expect(folded, `seed ${seed}`).toEqual(expect.objectContaining({ ok: true, view: shared }))
      const members = run.net.members.flatMap((m) => m.member()?.state().view ?? [])
      for (const view of members)
        if (view.length === shared.length) expect(view, `seed ${seed}`).toEqual(shared)
    }
  },
)
