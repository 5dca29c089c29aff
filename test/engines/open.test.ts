/**
 * The engine of a command (node/run/engine.ts): what is said, and how a device that is lost ends it.
 */
import { expect, it, onTestFinished } from 'vitest'
import { openEngine } from '../../node/run/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const options = { config: tinyConfig(), rows: 2, length: 12, threads: 1 }
const params = tinyParams(options.config, 1)
const batches = [tinyBatch(options.config, 2, 12, 1)]

function hearing() {
  const said: string[] = []
  const lost: string[] = []
  return {
    said,
    lost,
    say: (line: string) => said.push(line),
    onLost: (message: string) => lost.push(message),
  }
}

it('says what it uses, and computes', async () => {
  const heard = hearing()
  const engine = await openEngine({ engine: 'onnx', device: 'cpu' }, options, heard)
  onTestFinished(() => engine.close())
  expect((await engine.gradient(params, batches)).tokens).toBeGreaterThan(0)
  expect(heard).toMatchObject({
    said: [
      'engine: onnx cpu, as asked',
      expect.stringMatching(/^activations: whole, about \d+ MB$/),
    ],
    lost: [],
  })
})

it('ends with E_ENGINE and advice where a device that was asked for fails later', async () => {
  const heard = hearing()
  // Heads that are no multiple of the key heads: the library's worker throws as it would where memory runs out.
  const broken = { ...options, config: { ...options.config, heads: 3 } }
  const engine = await openEngine({ engine: 'onnx', device: 'cpu' }, broken, heard)
  onTestFinished(() => engine.close())
  await expect(engine.gradient(params, batches)).rejects.toMatchObject({
    code: 'E_ENGINE',
    hint: expect.stringMatching(/--memory.*--device auto/),
  })
  expect(heard.lost).toEqual([expect.stringMatching(/^onnx cpu failed: .*--device auto/)])
})

it('is lost, too, where it cannot be opened', async () => {
  const heard = hearing()
  const opening = openEngine({ engine: 'tfjs', device: 'cuda' }, options, heard)
  await expect(opening).rejects.toMatchObject({ code: 'E_USAGE' })
  expect(heard).toMatchObject({ said: [], lost: [expect.stringMatching(/wasm, node/)] })
})

it('hears timers and signals while the reference computes', async () => {
  const heard = hearing()
  const engine = await openEngine({ engine: 'reference', device: 'cpu' }, options, heard)
  onTestFinished(() => engine.close())
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  onTestFinished(() => clearInterval(timer))
  const found = await engine.gradient(params, Array(20).fill(batches[0]))
  expect(found.tokens).toBeGreaterThan(0)
  expect(turns).toBeGreaterThan(2)
  expect(heard.said[0]).toBe('engine: reference, as asked')
})
