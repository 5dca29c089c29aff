/** Real processes with an archive: the store lets old payloads go, and the whole run is still replayed; or the missing segment is named. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { showLog } from '../../node/run/log/show.ts'
import { anyPort, openLab } from './lab.ts'

const { at, done, runFile, coordinate, join: joinRun, planOf } = openLab('archive')

it('a run with an archive is replayed from its base, from any checkpoint, or from the nearest one that is there', {
  timeout: 120_000,
}, async () => {
  runFile('run', { rounds: 12, checkpointEvery: 3, retainRounds: 2, archive: './cold' })
  const { child, address } = await coordinate('run')
  const member = joinRun('ann', address)
  expect(await Promise.all([child.exited, member.exited])).toEqual([0, 0])
  const { view, rounds, segments, states } = await planOf(at('run'))
  expect(view.retainedStep).toBeGreaterThanOrEqual(3)
  expect(segments.map(({ from }) => from)).toEqual(
    [0, ...segments.map(({ to }) => to)].slice(0, -1),
  )
  const [first] = rounds[0]?.closed.contributions ?? []
  const name = toHex(first?.payloadHash ?? new Uint8Array(0))
  expect(existsSync(join(at('run'), 'store', name.slice(0, 2), name))).toBe(false)
  const shown: string[] = []
  const filter = { kind: 'segmentArchived', json: false }
  await showLog(at('run'), filter, (line) => shown.push(line))
  expect(shown).toHaveLength(segments.length)
  expect(shown.at(-1)).toMatch(/segment from step \d+ to step 12 archived, [0-9a-f]{16}/)
  const verified = await done('verified', 'log', 'verify', at('run'))
  expect(verified.status).toMatchObject({ archived: segments.map(({ from, to }) => [from, to]) })
  const whole = await done('whole', 'replay', at('run'), '--out', at('again'))
  expect(whole).toMatchObject({
    exit: 0,
    status: { from: 0, step: 12, checkpoints: states.length },
  })
  const model = 'model.safetensors'
  const made = readFileSync(join(at('run'), 'checkpoint', model))
  expect(readFileSync(join(at('again'), model)).equals(made)).toBe(true)
  const second = segments[1]
  if (second === undefined) throw new Error('one segment')
  const part = await done('part', 'replay', at('run'), '--from', String(second.from))
  expect(part.status).toMatchObject({ from: second.from, stateRoot: whole.status['stateRoot'] })
  await refuseLost(second)
})

async function refuseLost({ from, to, index }: { from: number; to: number; index: number }) {
  const file = readdirSync(at('cold')).find((name) => name.includes(`-${from}-${to}.`)) ?? ''
  const path = join(at('cold'), file)
  const bytes = readFileSync(path)
  renameSync(path, at('elsewhere'))
  // What is not told begins where everything is there.
  const rest = await done('rest', 'replay', at('run'))
  expect(rest).toMatchObject({ exit: 0, status: { from: to } })
  const gone = await done('gone', 'replay', at('run'), '--from', String(from))
  expect(gone.exit).toBe(2)
  expect(gone.message).toMatch(
    new RegExp(
      `the segment from step ${from} to step ${to}, which entry ${index} names, is not there: .*${file}.*nearest start that works here is --from ${to}\\. \\[E_INPUT\\]`,
      's',
    ),
  )
  writeFileSync(path, bytes.subarray(0, bytes.length - 1))
  const cut = await done('cut', 'replay', at('run'), '--from', '0')
  expect(cut.exit).toBe(2)
  expect(cut.message).toMatch(/is damaged: .*nearest start that works here is --from \d+/s)
  rmSync(path)
  renameSync(at('cold'), at('moved'))
  renameSync(at('elsewhere'), join(at('moved'), file))
  const moved = await done('moved', 'replay', at('run'), '--from', '0', '--archive', at('moved'))
  expect(moved).toMatchObject({ exit: 0, status: { from: 0, step: 12 } })
}

it('what could not be archived before the run ended is archived when its coordinator is started again', {
  timeout: 60_000,
}, async () => {
  runFile('late', { rounds: 4, checkpointEvery: 2, archive: './late-archive' })
  const { child, address } = await coordinate('late')
  rmSync(at('late-archive'), { recursive: true, force: true })
  writeFileSync(at('late-archive'), 'no folder')
  const member = joinRun('bob', address)
  expect(await Promise.all([child.exited, member.exited])).toEqual([0, 0])
  expect((await planOf(at('late'))).segments).toEqual([])
  rmSync(at('late-archive'))
  const again = await coordinate('late')
  expect(await again.child.exited).toBe(0)
  const { segments, view } = await planOf(at('late'))
  expect(view.phase).toBe('Finished')
  expect(segments.at(-1)).toMatchObject({ to: 4 })
  expect(readdirSync(at('late-archive'))).toHaveLength(segments.length)
  const third = await done('third', 'coordinate', at('late.yaml'), '--home', at('late'), ...anyPort)
  expect(third.message).toMatch(/is finished.*E_EXISTS/s)
  expect(third.exit).toBe(3)
})
