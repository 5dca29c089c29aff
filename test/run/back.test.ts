/**
 * A run that its operator sent back: rounds undone, then a checkpoint started from, with the commands that a person gives. It is replayed
 * bit for bit, from its base and from every checkpoint that the log names, out of the store and out of the archive.
 */
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { namedSteps } from '../../node/run/replay-sources.ts'
import { openLab, whenStep } from './lab.ts'

const { at, done, tell, runFile, coordinate, join: joinRun, planOf } = openLab('back')
const viewOf = async () => (await planOf(at('run'))).view

it('rounds undone and a checkpoint started from are replayed bit for bit', {
  timeout: 200_000,
}, async () => {
  runFile('run', { rounds: 5000, checkpointEvery: 3, retainRounds: 4, archive: './archive' })
  const { child, address } = await coordinate('run')
  const member = joinRun('ann', address, '--export-replica', at('ann.safetensors'))
  await whenStep(child, 5)
  const { undoable } = await viewOf()
  const round = undoable.at(-2)?.closed.round
  expect(await tell('run', 'revert', 'run', '--round', String(round))).toMatchObject({ exit: 0 })
  const reverted = (await viewOf()).step
  await whenStep(child, reverted + 4)
  const { checkpoints } = await viewOf()
  const point = checkpoints.at(-1)?.step
  expect(await tell('run', 'restart', 'run', '--step', String(point))).toMatchObject({ exit: 0 })
  const restarted = (await viewOf()).step
  await whenStep(child, restarted + 4)
  const stopped = await tell('run', 'stop', 'run', '--wait', '60')
  expect(stopped).toMatchObject({ exit: 0, err: expect.any(String) })
  expect(await Promise.all([child.exited, member.exited])).toEqual([0, 0])
  const plan = await planOf(at('run'))
  expect(plan.rounds.some(({ closed }) => closed.undo)).toBe(true)
  const model = 'model.safetensors'
  const whole = await done('whole', 'replay', at('run'), '--out', at('again'))
  expect(whole).toMatchObject({ exit: 0, status: { from: 0, step: plan.view.step } })
  const made = readFileSync(join(at('run'), 'checkpoint', model))
  expect(readFileSync(join(at('again'), model)).equals(made)).toBe(true)
  const { stateRoot } = whole.status
  const steps = namedSteps(plan).slice(1)
  for (const from of new Set([steps[0], restarted, steps.at(-1)])) {
    const part = await done(`from-${from}`, 'replay', at('run'), '--from', String(from))
    expect(part).toMatchObject({ exit: 0, status: { from, stateRoot } })
  }
  // Without the archive it begins where the log says that payloads are kept.
  renameSync(at('archive'), at('elsewhere'))
  const rest = await done('rest', 'replay', at('run'))
  expect(rest).toMatchObject({ exit: 0, status: { from: plan.view.retainedStep, stateRoot } })
})
