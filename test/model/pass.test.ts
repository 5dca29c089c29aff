/**
 * How a pass is made to fit: the mode, the rows at once, what stays on a device.
 */
import { describe, expect, it } from 'vitest'
import { largestBytes, workingBytes } from '../../kernels/graph/memory.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { largestValue, layerBytes, type Mode, passBytes } from '../../kernels/model/memory.ts'
import { choosePass, type PassQuestion, VALUE_BYTES } from '../../kernels/model/pass.ts'
import { type BatchShape, gradientProgram } from '../../kernels/model/programs.ts'
import { headSliceRows } from '../../kernels/model/streaming.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import { tinyConfig } from './fixtures.ts'

const big = tinyConfig({ hidden_size: 96, intermediate_size: 256, num_hidden_layers: 8 })

function ask(fields: Partial<PassQuestion>) {
  const shape = { rows: 1, length: 16 }
  const budget = { host: Number.POSITIVE_INFINITY }
  return choosePass({ config: big, shape, batches: 2, budget, place: {}, asked: 'auto', ...fields })
}

describe('the mode', () => {
  const at = (host: number) => ask({ budget: { host } }).mode

  it('is the whole model, then kept activations, then none', () => {
    const bytes = (mode: Mode) => {
      const { device, host } = passBytes(big, { rows: 1, length: 16 }, 2, mode)
      return device + host
    }
    expect(bytes('recompute')).toBeLessThan(bytes('keep'))
    expect(bytes('keep')).toBeLessThan(bytes('whole'))
    expect(at(bytes('whole'))).toBe('whole')
    expect(at(bytes('whole') - 1)).toBe('keep')
    expect(at(bytes('keep') - 1)).toBe('recompute')
    expect(ask({ budget: { host: 1 } })).toMatchObject({ mode: 'recompute', fits: false })
  })

  it('is bounded by host and device each where the device has memory of its own', () => {
    const place = { stays: true }
    const of = (mode: Mode) => passBytes(big, { rows: 1, length: 16 }, 2, mode, place)
    const chosen = (host: number, device: number) => ask({ place, budget: { host, device } }).mode
    const [whole, keep] = [of('whole'), of('keep')]
    expect(chosen(whole.host, whole.device)).toBe('whole')
    expect(chosen(whole.host, whole.device - 1)).toBe('keep')
    // What keep keeps is no matter of the host's.
    expect(chosen(keep.host, keep.device)).toBe('keep')
    expect(chosen(keep.host, keep.device - 1)).toBe('recompute')
    expect(of('recompute').host).toBeGreaterThan(keep.host)
  })

  it('counts the gradient that is wanted in one array, which a program for the whole model has anyway', () => {
    const params = 4 * modelParams(big)
    const hostOf = (flat: boolean, asked: Mode, budget = { host: Number.POSITIVE_INFINITY }) => {
      const { tried, passes, fits } = ask({ flat, asked, budget })
      return { host: tried.at(-1)?.host ?? 0, passes, fits }
    }
    expect(hostOf(true, 'whole')).toEqual(hostOf(false, 'whole'))
    for (const mode of ['keep', 'recompute'] as const) {
      const { device, host } = passBytes(big, { rows: 1, length: 16 }, 2, mode)
      const both = device + host
      expect(hostOf(true, mode).host).toBe(host + params)
      expect(hostOf(false, mode).host).toBe(host)
      expect(hostOf(true, mode, { host: both + params })).toMatchObject({ fits: true, passes: 1 })
      expect(hostOf(true, mode, { host: both + params - 1 }).fits).toBe(false)
      expect(hostOf(false, mode, { host: both }).fits).toBe(true)
    }
  })

  it('needs no more of the device for more layers where activations are computed again', () => {
    for (const stays of [false, true]) {
      const device = (layers: number) => {
        const config = tinyConfig({ num_hidden_layers: layers })
        return passBytes(config, { rows: 2, length: 64 }, 2, 'recompute', { stays }).device
      }
      expect(device(64)).toBe(device(4))
    }
  })
})

describe('the estimate', () => {
  it.each<[string, Record<string, unknown>, BatchShape]>([
    ['seed_oss', {}, { rows: 2, length: 12 }],
    ['llama', { model_type: 'llama', tie_word_embeddings: true }, { rows: 1, length: 64 }],
    ['qwen2', { model_type: 'qwen2', vocab_size: 900 }, { rows: 3, length: 200, partQueries: 64 }],
    ['qwen3', { model_type: 'qwen3', vocab_size: 3 }, { rows: 1, length: 1 }],
    ['wide', { hidden_size: 96, intermediate_size: 8 }, { rows: 1, length: 2 }],
  ])('takes what the graph of all layers says (%s)', (_, fields, shape) => {
    for (const layers of [1, 2, 3, 4, 5, 9, 16]) {
      const config = tinyConfig({
        max_position_embeddings: 256,
        num_hidden_layers: layers,
        ...fields,
      })
      const program = gradientProgram(config, shape)
      const of = (spare: number) => passBytes(config, shape, 1, 'whole', { spare }).device
      expect(of(1) - of(0)).toBe(workingBytes(program))
      expect(largestValue(config, shape, 'whole')).toBe(largestBytes(program))
    }
  })

  it('is found without the graph of a thousand layers', () => {
    const deep = tinyConfig({ num_hidden_layers: 1000 })
    const start = performance.now()
    expect(ask({ config: deep, place: { stays: true } }).mode).toBe('whole')
    expect(performance.now() - start).toBeLessThan(1500)
  })

  it('slices the head by the size of its logits', () => {
    expect(headSliceRows(1000, 10, 40_000)).toBe(1000)
    expect(headSliceRows(1001, 10, 40_000)).toBe(960)
    expect(headSliceRows(1001, 10, 40)).toBe(1)
  })
})

describe('batches at once', () => {
  const at = (batches: number, length: number, joinTokens = 8192) =>
    ask({ shape: { rows: 4, length }, batches, place: { stays: true, joinTokens } }).rows / 4

  it('are as many as fill the device, in few launches and with few empty rows', () => {
    expect([1, 2, 3, 4, 6, 8, 16].map((batches) => at(batches, 256))).toEqual([1, 2, 3, 4, 6, 8, 8])
    expect([5, 7, 9, 11, 13].map((batches) => at(batches, 256))).toEqual([6, 8, 3, 6, 8])
    expect([at(4, 512), at(8, 1024), at(8, 2048)]).toEqual([4, 2, 1])
  })

  it('are one where launching costs nothing', () => {
    expect(at(8, 256, 0)).toBe(1)
  })

  it('are fewer where memory is short', () => {
    const shape = { rows: 4, length: 256 }
    const place = { stays: true, joinTokens: 8192 }
    const { device } = passBytes(big, { ...shape, rows: 8 }, 4, 'whole', place)
    const budget = { host: Number.POSITIVE_INFINITY, device }
    const found = ask({ shape, batches: 8, place, budget, asked: 'whole' })
    expect(found).toMatchObject({ rows: 8, fits: true })
  })
})

describe('the rows at once', () => {
  const shape = { rows: 48, length: 512 }
  const bytes = (rows: number, mode: Mode) => {
    const { device, host } = passBytes(big, { rows, length: 512 }, (2 * 48) / rows, mode)
    return device + host
  }

  it('are all of a batch where that fits, else the largest equal parts that do', () => {
    const chosen = (host: number) => ask({ shape, budget: { host } })
    expect(chosen(bytes(48, 'whole'))).toMatchObject({ mode: 'whole', rows: 48, fits: true })
    expect(chosen(bytes(48, 'whole') - 1)).toMatchObject({ mode: 'whole', rows: 24 })
    expect(chosen(bytes(16, 'whole'))).toMatchObject({ mode: 'whole', rows: 16 })
  })

  it('are few enough to cost speed only where nothing else is left', () => {
    // Two rows are 1,024 tokens.
    const recompute = (host: number) => ask({ shape, budget: { host }, asked: 'recompute' })
    const [two, one] = [bytes(2, 'recompute'), bytes(1, 'recompute')]
    expect(recompute(two)).toMatchObject({ rows: 2, fits: true })
    expect(recompute(one)).toMatchObject({ rows: 1, fits: true })
    // The whole model by twos rather than by blocks.
    expect(ask({ shape, budget: { host: bytes(2, 'whole') } })).toMatchObject({ mode: 'whole' })
    const deep = { ...big, layers: 64 }
    const { device, host } = passBytes(deep, { rows: 1, length: 512 }, 2 * 48, 'recompute')
    const least = ask({ config: deep, shape, budget: { host: device + host } })
    expect(least).toMatchObject({ mode: 'recompute', rows: 1, fits: true })
    expect(least.tried.map(({ mode }) => mode)).toEqual(['whole', 'keep', 'recompute'])
    expect(ask({ shape, budget: { host: 1 } })).toMatchObject({ rows: 1, fits: false })
  })

  it('are those of several passes where what waits between layers does not fit', () => {
    const parts = 2 * 24
    const { device, host } = passBytes(big, { rows: 2, length: 512 }, parts / 8, 'recompute')
    const sum = 4 * modelParams(big)
    const at = (bytes: number) => ask({ shape, asked: 'recompute', budget: { host: bytes } })
    expect(at(device + host + sum)).toMatchObject({ rows: 2, passes: 8, fits: true })
    expect(at(device + host + sum - 1)).toMatchObject({ rows: 2, passes: 16, fits: true })
    // One program for the whole model has nothing that waits.
    expect(ask({ shape, asked: 'whole', budget: { host: 1 } })).toMatchObject({ passes: 1 })
  })

  it('keep every value on a device small: the batch that ended a driver does', () => {
    const wide = { ...big, hiddenSize: 128, intermediateSize: 384 } as ModelConfig
    const many = { rows: 1500, length: 512 }
    for (const asked of ['whole', 'keep', 'recompute'] as const) {
      const question = { config: wide, shape: many, place: { stays: true }, asked }
      const { rows } = ask(question)
      expect(largestValue(wide, many, asked)).toBeGreaterThan(VALUE_BYTES)
      expect(largestValue(wide, { ...many, rows }, asked)).toBeLessThanOrEqual(VALUE_BYTES)
      expect(rows).toBeGreaterThan(50)
      // A processor's library has no such bound.
      expect(ask({ ...question, place: {} }).rows).toBe(1500)
    }
  })
})

describe('the weights of layers', () => {
  const place = { stays: true }
  const { device, host } = passBytes(big, { rows: 1, length: 16 }, 2, 'recompute', place)
  const held = (room: number) =>
    ask({ place, asked: 'recompute', budget: { host, device: device + room } }).layersHeld

  it('stay on the device as far as there is room', () => {
    expect(held(0)).toBe(0)
    expect(held(3 * layerBytes(big))).toBe(3)
    expect(held(3 * layerBytes(big) - 1)).toBe(2)
    expect(held(1e12)).toBe(big.layers)
    const shared = { host: host + device + 3 * layerBytes(big) }
    expect(ask({ place, asked: 'recompute', budget: shared }).layersHeld).toBe(3)
    // Where nothing is brought anywhere, nothing is held.
    expect(ask({ asked: 'recompute' }).layersHeld).toBe(0)
  })
})
