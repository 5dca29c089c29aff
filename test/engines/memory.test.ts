/**
 * The estimate that `--activations auto` chooses by, against what a process of its own really takes; and how the choice is told.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MODES } from '../../kernels/model/memory.ts'
import type { PassChoice } from '../../kernels/model/pass.ts'
import { passText } from '../../node/engines/pass-text.ts'
import { openEngine } from '../../node/run/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const child = resolve(import.meta.dirname, '../bench/memory-child.ts')

describe('the estimate of a pass', () => {
  it.each(MODES)('is not far from what the library takes (%s)', (mode) => {
    // 4 layers of 256, 4 x 128 tokens, one batch, two steps.
    const args = ['--expose-gc', child, '4', mode, '1', '2', '256']
    const done = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 50_000 })
    const { addedBytes, plannedBytes } = JSON.parse(done.stdout) as Record<string, number>
    expect((addedBytes as number) / (plannedBytes as number)).toBeLessThan(1.15)
    expect((addedBytes as number) / (plannedBytes as number)).toBeGreaterThan(0.6)
  })
})

describe('the choice of auto', () => {
  const shape = { config: tinyConfig(), rows: 2, length: 12, threads: 1 }
  const params = tinyParams(shape.config, 1)
  const batches = [tinyBatch(shape.config, 2, 12, 1)]

  async function linesOf(fields: { memoryBytes?: number; activations?: 'keep' }) {
    const lines: string[] = []
    const engine = await openEngine(
      { engine: 'onnx', device: 'cpu' },
      { ...shape, ...fields },
      { say: (line) => lines.push(line) },
    )
    onTestFinished(() => engine.close())
    for (let i = 0; i < 2; i++) await engine.gradient(params, batches)
    return lines.slice(1)
  }

  it('is said once, with estimate and limit', async () => {
    expect(await linesOf({ memoryBytes: 1e9 })).toEqual([
      expect.stringMatching(
        /^activations: whole, about \d+ MB of the 1,000 MB that a pass may take$/,
      ),
    ])
    expect(await linesOf({ memoryBytes: 1e6 })).toEqual([
      expect.stringMatching(
        /^activations: recompute, 1 of 2 rows at a time.*, about \d+ MB of the 1 MB .*too much, but nothing takes less; whole would take \d+ MB; keep would/,
      ),
    ])
    expect(await linesOf({ activations: 'keep' })).toEqual([])
    expect(await linesOf({ activations: 'keep', memoryBytes: 1e9 })).toEqual([])
  })

  it('is no choice where what was asked for does not fit: refused, with what to do', async () => {
    await expect(linesOf({ activations: 'keep', memoryBytes: 1e6 })).rejects.toMatchObject({
      code: 'E_ENGINE',
      message: expect.stringMatching(
        /onnx cpu failed: keep, as asked.*, about \d+ MB of the 1 MB .* too much$/,
      ),
      hint: expect.stringMatching(/--activations .*--memory/),
    })
  })
})

describe('what is said of a pass', () => {
  const one = { mode: 'keep', rows: 2, passes: 1, device: 300e6, host: 5e6 } as const
  const choice: PassChoice = {
    mode: 'keep',
    rows: 2,
    passes: 1,
    batchRows: 2,
    layersHeld: 0,
    asked: 'auto',
    stays: false,
    budget: { host: Number.POSITIVE_INFINITY },
    fits: true,
    tried: [{ ...one, mode: 'whole', device: 700e6 }, one],
  }
  const bound = { ...choice, budget: { host: 400e6 } }

  it.each<[string, PassChoice]>([
    ['keep, about 305 MB; whole would take 705 MB', choice],
    ['keep, about 305 MB of the 400 MB that a pass may take; whole would take 705 MB', bound],
    [
      'keep, about 305 MB of the 400 MB that a pass may take, device and host together as what the device has of its own is not known; whole would take 705 MB',
      { ...bound, stays: true },
    ],
    [
      'keep, about 300 MB of the 500 MB that it may take on the device and 5 MB of 400 MB on the host; whole would take 700 MB',
      { ...bound, stays: true, budget: { host: 400e6, device: 500e6 } },
    ],
    [
      'keep, as asked, 2 of 8 rows at a time, in 4 passes, about 305 MB of the 100 MB that a pass may take, which is too much',
      {
        ...bound,
        asked: 'keep',
        batchRows: 8,
        passes: 4,
        fits: false,
        budget: { host: 100e6 },
        tried: [one],
      },
    ],
  ])('%s', (said, given) => {
    expect(passText(given)).toBe(said)
  })
})
