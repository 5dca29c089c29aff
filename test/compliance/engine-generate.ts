/**
 * What every engine's `generate` must do; part of the compliance suite of engine.ts.
 */
import { expect, it, onTestFinished } from 'vitest'
import { interpret } from '../../kernels/graph/reference.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { logitsProgram } from '../../kernels/model/programs.ts'
import { tensorViews } from '../../node/engines/views.ts'
import type { Engine, GenerateOptions } from '../../node/ports-engine.ts'
import { tinyConfig, tinyParams } from '../model/fixtures.ts'

type Create = (shape: {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
}) => Engine

const GREEDY: GenerateOptions = {
  maxTokens: 6,
  stopTokens: [],
  temperature: 0,
  topP: 1,
  seed: 1,
}

const PROMPTS = [[1, 2, 3], [4], [5, 6, 7, 8, 9, 10, 11], [3, 2, 1], [20, 30]].map((tokens) =>
  Int32Array.from(tokens),
)

function setUp(create: Create, fields: Readonly<Record<string, unknown>> = {}) {
  const config = tinyConfig(fields)
  const engine = create({ config, rows: 1, length: 8 })
  onTestFinished(() => engine.close())
  return { config, engine, params: tinyParams(config, 5) }
}

export function generateSuite(create: Create): void {
  for (const fields of [{}, { model_type: 'qwen3', tie_word_embeddings: true }])
    it(`continues greedily as the whole model read again would (${JSON.stringify(fields)})`, async () => {
      const { config, engine, params } = setUp(create, fields)
      const found = await engine.generate(params, PROMPTS, GREEDY)
      PROMPTS.forEach((prompt, i) => {
        expect([...(found[i] as Int32Array)]).toEqual(greedyByRereading(config, params, prompt, 6))
      })
    })

  it('gives a prompt the same text alone and among others', async () => {
    const { engine, params } = setUp(create)
    const many = Array.from({ length: 70 }, (_, i) => Int32Array.of(i % 37, (i * 5) % 37))
    const options = { ...GREEDY, maxTokens: 3 }
    const together = await engine.generate(params, many, options)
    const alone = await engine.generate(params, [many[69] as Int32Array], options)
    expect(together[69]).toEqual(alone[0])
  })

  it('ends at a stop token, which it includes, and reports tokens as they come', async () => {
    const { engine, params } = setUp(create)
    const [plain] = (await engine.generate(params, PROMPTS.slice(0, 1), GREEDY)) as [Int32Array]
    const stop = plain[2] as number
    const reported: number[] = []
    const options = {
      ...GREEDY,
      stopTokens: [stop],
      onToken: (prompt: number, token: number) => {
        expect(prompt).toBe(0)
        reported.push(token)
      },
    }
    const [stopped] = (await engine.generate(params, PROMPTS.slice(0, 1), options)) as [Int32Array]
    expect([...stopped]).toEqual([...plain.slice(0, plain.indexOf(stop) + 1)])
    expect(reported).toEqual([...stopped])
  })

  it('samples the same for a seed, differently for another, and greedily within a tiny top-p', async () => {
    const { engine, params } = setUp(create)
    const sample = async (options: Partial<GenerateOptions>) =>
      (await engine.generate(params, PROMPTS, { ...GREEDY, temperature: 1.5, ...options })).map(
        (tokens) => [...tokens],
      )
    const first = await sample({ seed: 11 })
    expect(await sample({ seed: 11 })).toEqual(first)
    expect(await sample({ seed: 12 })).not.toEqual(first)
    expect(await sample({ topP: 1e-6 })).toEqual(await sample({ temperature: 0 }))
  })

  it('refuses empty, over-long and foreign prompts by code', async () => {
    const { engine, params } = setUp(create)
    for (const bad of [[], new Array(60).fill(1), [37]])
      await expect(engine.generate(params, [Int32Array.from(bad)], GREEDY)).rejects.toMatchObject({
        code: 'prompt-invalid',
      })
  })

  it('says that a model computes nothing finite, and gives no token', async () => {
    const { config, engine, params } = setUp(create)
    // The head alone: a GPU may compute zeros from a norm of what is infinite.
    const huge = params.slice()
    huge.fill(1e38, params.length - config.vocabSize * config.hiddenSize)
    const given = engine.generate(huge, [Int32Array.of(1, 2)], GREEDY)
    await expect(given).rejects.toMatchObject({ code: 'logits-invalid' })
  })
}

/** Greedy decoding without a cache: the whole text through the reference interpreter for each token. */
function greedyByRereading(
  config: ModelConfig,
  params: Float32Array,
  prompt: Int32Array,
  count: number,
): number[] {
  const text = [...prompt]
  for (let i = 0; i < count; i++) {
    const length = text.length
    const { logits } = interpret(logitsProgram(config, { rows: 1, length }), {
      ...tensorViews(config, params),
      tokens: Int32Array.from(text),
      positions: Int32Array.from(text, (_, at) => at),
      documents: new Int32Array(length),
    })
    const last = [...(logits as Float64Array)].slice(-config.vocabSize)
    text.push(last.indexOf(Math.max(...last)))
  }
  return text.slice(prompt.length)
}
