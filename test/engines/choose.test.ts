/**
 * Choosing an engine: what is tried, what wins, how it is said; and going on when the one in use fails.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { chooseEngine } from '../../node/engines/choose.ts'
import { EngineError } from '../../node/engines/error.ts'
import { createFallbackEngine } from '../../node/engines/fallback.ts'
import { type EngineKind, KINDS, kindLabel, kindsFor } from '../../node/engines/kinds.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { type Trial, trialLimitMs, trialOptions, tryKind } from '../../node/engines/trial.ts'
import type { Engine } from '../../node/ports-engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const options = { config: tinyConfig(), rows: 2, length: 12, threads: 1 }
const auto = { engine: 'auto', device: 'auto' } as const

/** Trials with given rates; a kind without one fails. Gives what was tried, too. */
function rates(table: Readonly<Record<string, number>>) {
  const tried: string[] = []
  const attempt = async (kind: EngineKind): Promise<Trial> => {
    const name = kindLabel(kind)
    tried.push(name)
    const tokensPerSecond = table[name]
    return tokensPerSecond === undefined
      ? { kind, ok: false, absent: true, reason: 'no such thing' }
      : { kind, ok: true, tokensPerSecond }
  }
  return { tried, attempt }
}

describe('the choice', () => {
  it('is the fastest, with the figures, and falls back in the order of speed', async () => {
    const { tried, attempt } = rates({ 'onnx webgpu': 5000, 'onnx cpu': 900, 'tfjs node': 1200 })
    const chosen = await chooseEngine(auto, options, attempt)
    if (!chosen.ok) throw new Error(chosen.message)
    expect(chosen.kinds.map(kindLabel)).toEqual(['onnx webgpu', 'tfjs node', 'onnx cpu'])
    expect(chosen.why).toBe(
      'onnx webgpu 5,000 tokens/s, the fastest in a short trial (tfjs node 1,200 tokens/s; onnx cpu 900 tokens/s; onnx cuda: no such thing)',
    )
    expect(tried).toEqual(['onnx cuda', 'onnx webgpu', 'tfjs node', 'onnx cpu'])
  })

  it('is the processor without a trial of it where nothing else works', async () => {
    const { tried, attempt } = rates({})
    const chosen = await chooseEngine(auto, options, attempt)
    expect(chosen).toMatchObject({
      ok: true,
      why: expect.stringMatching(/^onnx cpu, the only one/),
    })
    expect(tried).not.toContain('onnx cpu')
  })

  it('is the processor where a GPU is slower', async () => {
    const { attempt } = rates({ 'onnx webgpu': 20, 'onnx cpu': 900 })
    const chosen = await chooseEngine({ engine: 'onnx', device: 'auto' }, options, attempt)
    expect(chosen.ok && chosen.kinds.map(kindLabel)).toEqual(['onnx cpu', 'onnx webgpu'])
  })

  it('is what was asked for, or a refusal with advice; never something else', async () => {
    const { attempt } = rates({ 'onnx cuda': 70 })
    const ask = (engine: 'onnx' | 'auto' | 'reference', device: 'cuda' | 'webgpu' | 'auto') =>
      chooseEngine({ engine, device }, options, attempt)
    const asked = await ask('auto', 'cuda')
    expect(asked.ok && asked.kinds.map(kindLabel)).toEqual(['onnx cuda'])
    const absent = await ask('onnx', 'webgpu')
    expect(absent).toMatchObject({
      ok: false,
      usage: false,
      advice: expect.stringMatching(/Vulkan/),
    })
    expect(await ask('reference', 'auto')).toMatchObject({ ok: true, why: 'reference, as asked' })
    expect(await ask('reference', 'cuda')).toMatchObject({ ok: false, usage: true })
  })

  it('has advice for every kind that may be absent', () => {
    for (const kind of KINDS) if (!kind.certain) expect(kind.advice).not.toBe('')
    expect(kindsFor({ engine: 'auto', device: 'wasm' }).map(kindLabel)).toEqual(['tfjs wasm'])
  })
})

describe('half precision', () => {
  it('is computed in where that is faster, and says why it does not elsewhere', async () => {
    const halves = { ...options, precision: 'f16' } as const
    const choose = async (table: Readonly<Record<string, number>>, device: 'auto' | 'webgpu') => {
      const attempt = async (
        kind: EngineKind,
        { precision }: typeof options & { precision?: string },
      ) => rates(table).attempt({ ...kind, ...(precision === 'f16' && { device: 'f16' as never }) })
      const chosen = await chooseEngine({ engine: 'auto', device }, halves, attempt)
      if (!chosen.ok) throw new Error(chosen.message)
      return [chosen.halves && kindLabel(chosen.halves), chosen.why]
    }
    expect(await choose({ 'onnx webgpu': 500, 'onnx f16': 900 }, 'webgpu')).toEqual([
      'onnx webgpu',
      'onnx webgpu, as asked; in fp16: 900 tokens/s in fp16, 500 in fp32',
    ])
    expect(await choose({ 'onnx webgpu': 500, 'onnx f16': 510 }, 'webgpu')).toEqual([
      undefined,
      'onnx webgpu, as asked; in fp32: 510 tokens/s in fp16, 500 in fp32',
    ])
    expect(await choose({ 'onnx webgpu': 500 }, 'webgpu')).toEqual([
      undefined,
      'onnx webgpu, as asked; in fp32: no such thing in fp16',
    ])
    expect(await choose({ 'tfjs node': 900, 'onnx cpu': 100 }, 'auto')).toEqual([
      undefined,
      expect.stringMatching(/^tfjs node .*; in fp32: it does not compute in fp16$/),
    ])
  })

  it('is refused by name where nothing that was asked for computes in it', async () => {
    const halves = { ...options, precision: 'f16' } as const
    for (const [engine, device] of [
      ['tfjs', 'auto'],
      ['onnx', 'cpu'],
      ['reference', 'auto'],
    ] as const) {
      const asked = await chooseEngine({ engine, device }, halves, rates({}).attempt)
      expect(asked).toMatchObject({ ok: false, usage: true })
      expect(!asked.ok && asked.message).toContain(`--engine ${engine}`)
    }
  })

  it('is given to the kind that gains from it, and to none that it falls back to', async () => {
    const [gpu, cpu] = ['onnx webgpu', 'onnx cpu'].map((name) =>
      KINDS.find((kind) => kindLabel(kind) === name),
    ) as [EngineKind, EngineKind]
    const made: unknown[] = []
    const engine = createFallbackEngine({
      kinds: [gpu, cpu],
      halves: gpu,
      options,
      onFailure: () => {},
      create: (kind, { precision }) => {
        made.push([kindLabel(kind), precision])
        const lost = () => Promise.reject(new EngineError('device-failed', 'gone'))
        const reference = createReferenceEngine(options)
        return kind === gpu ? { ...reference, loss: lost } : reference
      },
    })
    const params = tinyParams(options.config, 1)
    await engine.loss(params, [tinyBatch(options.config, 2, 12, 1)])
    expect(made).toEqual([
      ['onnx webgpu', 'f16'],
      ['onnx cpu', 'f32'],
    ])
  })
})

describe('a trial', () => {
  const kindOf = (name: string) => KINDS.find((kind) => kindLabel(kind) === name) as EngineKind

  it('measures in a process of its own', async () => {
    const trial = await tryKind(kindOf('onnx cpu'), options)
    expect(trial).toMatchObject({ ok: true, tokensPerSecond: expect.any(Number) })
  })

  it('ends at its limit', async () => {
    const trial = await tryKind(kindOf('onnx cpu'), options, 1)
    expect(trial).toMatchObject({
      ok: false,
      absent: false,
      reason: expect.stringMatching(/no result within/),
    })
  })

  it('gives the reason where the device fails', async () => {
    const config = { ...options.config, heads: 3 } // not a multiple of the key heads: no program fits
    const trial = await tryKind(kindOf('onnx cpu'), { ...options, config })
    expect(trial).toMatchObject({ ok: false, reason: expect.stringMatching(/^fails: /) })
  })

  it('is short for any model and batch', () => {
    const large = tinyConfig({ num_hidden_layers: 64, hidden_size: 1024, vocab_size: 155_136 })
    const cut = trialOptions({ ...options, config: large, rows: 64, length: 8192 })
    expect(cut).toMatchObject({ rows: 1, length: 1024 })
    expect(cut.config).toMatchObject({ layers: 1, hiddenSize: 1024 })
    expect(cut.config.vocabSize).toBeLessThan(40_000)
    expect(trialLimitMs(options, 1)).toBe(30_000)
    expect(trialLimitMs(options, 1e6)).toBeLessThan(10_100)
  })
})

const [first, second] = kindsFor({ engine: 'onnx', device: 'auto' }) as [EngineKind, EngineKind]
const params = tinyParams(options.config, 1)
const batches = [tinyBatch(options.config, 2, 12, 1)]

/** The first kind fails as given after it has reported a block and a token; the second is the reference. */
function failing(error: Error, kinds: readonly EngineKind[] = [first, second]) {
  const heard: string[] = []
  const bad: Engine = {
    ...createReferenceEngine(options),
    gradient: () => Promise.reject(error),
    gradientBlocks: async (_, __, sink) => {
      await sink.block(0, new Float32Array(3))
      throw error
    },
    generate: async (_, __, { onToken }) => {
      onToken?.(0, 7)
      throw error
    },
  }
  const engine = createFallbackEngine({
    kinds,
    options,
    onFailure: (failed, next) =>
      heard.push(`${kindLabel(failed)} -> ${next === undefined ? 'none' : kindLabel(next)}`),
    create: (kind) => (kind === first ? bad : createReferenceEngine(options)),
  })
  onTestFinished(() => engine.close())
  return { engine, heard }
}

const lost = new EngineError('device-failed', 'out of memory')

describe('an engine that fails', () => {
  it('is replaced by the next, which makes the call again', async () => {
    const { engine, heard } = failing(lost)
    const expected = await createReferenceEngine(options).gradient(params, batches)
    const found = await engine.gradient(params, batches)
    expect(found.gradient).toEqual(expected.gradient)
    expect(heard).toEqual([`${kindLabel(first)} -> ${kindLabel(second)}`])
    expect(engine).toMatchObject({ name: 'reference', precision: 'f64' })
    await engine.gradient(params, batches)
    expect(heard).toHaveLength(1)
  })

  it('has its blocks taken back', async () => {
    const { engine } = failing(lost)
    const gradient = new Float32Array(params.length)
    let restarts = 0
    await engine.gradientBlocks(params, batches, {
      block: (start, part) => gradient.set(part, start),
      restart: () => {
        restarts += 1
      },
    })
    expect(restarts).toBe(1)
    expect(gradient).toEqual(
      (await createReferenceEngine(options).gradient(params, batches)).gradient,
    )
  })

  it('does not repeat tokens that were reported', async () => {
    const { engine } = failing(lost)
    const reported: number[] = []
    const sampling = { maxTokens: 3, stopTokens: [], temperature: 0, topP: 1, seed: 1 }
    const [tokens] = await engine.generate(params, [Int32Array.of(1, 2)], {
      ...sampling,
      onToken: (_, token) => reported.push(token),
    })
    expect(reported).toEqual([7, ...(tokens as Int32Array).slice(1)])
  })

  it('ends the call where there is no other, and where the fault is not the device', async () => {
    const alone = failing(lost, [first])
    await expect(alone.engine.gradient(params, batches)).rejects.toBe(lost)
    expect(alone.heard).toEqual([`${kindLabel(first)} -> none`])
    const bad = new EngineError('batch-invalid', 'token 99')
    const refused = failing(bad)
    await expect(refused.engine.gradient(params, batches)).rejects.toBe(bad)
    expect(refused.heard).toEqual([])
  })
})
