/**
 * Generation over any runner: prompts in groups of slots, one prefill a group, then one token a slot and step.
 *
 * Prompts of similar length share a group, so little is padded. Invariant: a prompt's result does not depend on which others
 * are given with it, up to the rounding of the engine's matrix products.
 */
import type { Random } from '../../kernels/math/random.ts'
import { createRandom } from '../../kernels/math/random.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { decodeProgram, prefillProgram } from '../../kernels/model/decode.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import type { Engine, GenerateOptions } from '../ports-engine.ts'
import { isOutOfMemory } from './choice.ts'
import { EngineError } from './error.ts'
import { cacheOutputs, createKeyCache, type KeyCache, type NewKeys } from './key-cache.ts'
import type { Feed, Runner, Session } from './runner.ts'
import { chooseToken } from './sample.ts'
import { createSlots, type GeneratorOptions, slotShape } from './slots.ts'
import { tensorViews } from './views.ts'

/** Compiled programs that are kept; a chat uses two, an evaluation a few more. */
const MOST_SESSIONS = 12

type Slot = {
  readonly prompt: number
  readonly tokens: Int32Array
  readonly result: number[]
  random: Random
  done: boolean
  /** Tokens that were reported: once, also where the group is computed again. */
  told: number
}

export type Generator = {
  readonly generate: Engine['generate']
  readonly release: () => Promise<void>
}

export function createGenerator(given: GeneratorOptions): Generator {
  const { config, runner } = given
  const sessions = createSessions(config, runner)
  const most = createSlots(given)
  const generate: Engine['generate'] = async (params, prompts, options) => {
    checkPrompts(config, prompts, options)
    const slots = prompts.map((tokens, prompt): Slot => {
      const random = createRandom(options.seed, prompt)
      return { prompt, tokens, result: [], random, done: options.maxTokens === 0, told: 0 }
    })
    const order = slots
      .filter((slot) => !slot.done)
      .sort((a, b) => a.tokens.length - b.tokens.length || a.prompt - b.prompt)
    const lengths = order.map(({ tokens }) => tokens.length)
    // The longest by itself: where it fits, all do.
    if (order.length > 0) most.take(lengths.slice(-1), options.maxTokens)
    const held = await runner.hold(modelTensors(config), tensorViews(config, params))
    const place = { config, ownMemory: runner.ownMemory }
    try {
      for (let start = 0; start < order.length; ) {
        const count = most.take(lengths.slice(start), options.maxTokens)
        const group = order.slice(start, start + count)
        try {
          await runGroup(place, sessions, held.feeds, group, options)
          start += count
        } catch (error) {
          if (!isOutOfMemory(error) || !most.shrink(count)) throw error
          await sessions.release().catch(() => {})
          for (const slot of group) beginAgain(slot, options)
        }
      }
    } finally {
      held.release()
    }
    return slots.map((slot) => Int32Array.from(slot.result))
  }
  return { generate, release: sessions.release }
}

function beginAgain(slot: Slot, { seed }: GenerateOptions): void {
  slot.result.length = 0
  slot.random = createRandom(seed, slot.prompt)
  slot.done = false
}

type Sessions = {
  readonly prefill: (rows: number, length: number, capacity: number) => Promise<Session>
  readonly decode: (slots: number, capacity: number) => Promise<Session>
  readonly release: () => Promise<void>
}

function createSessions(config: ModelConfig, runner: Runner): Sessions {
  const kept = new Map<string, Session>()
  const get = async (key: string, compile: () => Promise<Session>) => {
    const session = kept.get(key) ?? (await compile())
    kept.delete(key)
    kept.set(key, session)
    for (const [oldest, old] of kept) {
      if (kept.size <= MOST_SESSIONS) break
      kept.delete(oldest)
      await old.release()
    }
    return session
  }
  const { ownMemory, partQueries } = runner
  const stay = ownMemory ? cacheOutputs(config) : []
  return {
    prefill: (rows, length, capacity) => {
      const places = ownMemory ? capacity : undefined
      return get(`prefill ${rows} ${length} ${places}`, () =>
        runner.compile(prefillProgram(config, { rows, length, partQueries }, places), stay),
      )
    },
    decode: (slots, capacity) =>
      get(`decode ${slots} ${capacity}`, () =>
        runner.compile(decodeProgram(config, slots, capacity, ownMemory), stay),
      ),
    release: async () => {
      for (const session of kept.values()) await session.release()
      kept.clear()
    },
  }
}

type Group = {
  readonly config: ModelConfig
  readonly slots: readonly Slot[]
  /** Slots of the compiled program, at least slots.length. */
  readonly rows: number
  /** Of prompts, padded. */
  readonly length: number
  readonly capacity: number
  readonly cache: KeyCache
}

async function runGroup(
  { config, ownMemory }: { readonly config: ModelConfig; readonly ownMemory: boolean },
  sessions: Sessions,
  tensors: Readonly<Record<string, Feed>>,
  slots: readonly Slot[],
  options: GenerateOptions,
): Promise<void> {
  const lengths = slots.map(({ tokens }) => tokens.length)
  const shape = slotShape(config, lengths, options.maxTokens)
  const cache = createKeyCache({ config, ...shape }, ownMemory)
  const group = { config, slots, ...shape, cache }
  try {
    await prefill(group, sessions, tensors, options)
    await decode(group, sessions, tensors, options)
  } finally {
    cache.release()
  }
}

async function prefill(
  { config, slots, rows, length, capacity, cache }: Group,
  sessions: Sessions,
  tensors: Readonly<Record<string, Feed>>,
  options: GenerateOptions,
): Promise<void> {
  const tokens = new Int32Array(rows * length)
  const last = new Int32Array(rows)
  slots.forEach((slot, row) => {
    tokens.set(slot.tokens, row * length)
    last[row] = row * length + slot.tokens.length - 1
  })
  const positions = Int32Array.from(tokens, (_, i) => i % length)
  const documents = new Int32Array(rows * length)
  const logits = new Float32Array(rows * config.vocabSize)
  const session = await sessions.prefill(rows, length, capacity)
  const feeds = { ...tensors, tokens, positions, documents, last }
  const found = await session.run(feeds, { ...cache.results(length), logits })
  const news = slots.map((slot, row) => ({ row, count: slot.tokens.length, at: 0 }))
  cache.keep(found, length, news)
  slots.forEach((slot, row) => {
    takeToken(slot, rowOf(logits, row, config.vocabSize), options)
  })
}

async function decode(
  { config, slots, rows, capacity, cache }: Group,
  sessions: Sessions,
  tensors: Readonly<Record<string, Feed>>,
  options: GenerateOptions,
): Promise<void> {
  if (slots.every((slot) => slot.done)) return
  const tokens = new Int32Array(rows)
  const positions = new Int32Array(rows)
  const logits = new Float32Array(rows * config.vocabSize)
  const session = await sessions.decode(rows, capacity)
  while (slots.some((slot) => !slot.done)) {
    const news: NewKeys[] = []
    slots.forEach((slot, row) => {
      if (slot.done) return
      const at = slot.tokens.length + slot.result.length - 1
      tokens[row] = slot.result.at(-1) as number
      positions[row] = at
      news.push({ row, count: 1, at })
    })
    const feeds = { ...tensors, ...cache.feeds(), tokens, positions }
    cache.keep(await session.run(feeds, { ...cache.results(1), logits }), 1, news)
    for (const { row } of news)
      takeToken(slots[row] as Slot, rowOf(logits, row, config.vocabSize), options)
  }
}

function takeToken(slot: Slot, logits: Float32Array, options: GenerateOptions): void {
  const { temperature, topP, stopTokens, maxTokens, onToken } = options
  if (!areFinite(logits))
    throw new EngineError('logits-invalid', 'the model computes values that are not finite')
  const token = chooseToken(logits, temperature, topP, slot.random)
  slot.result.push(token)
  if (slot.result.length > slot.told) {
    slot.told += 1
    onToken?.(slot.prompt, token)
  }
  slot.done = stopTokens.includes(token) || slot.result.length >= maxTokens
}

function checkPrompts(
  config: ModelConfig,
  prompts: readonly Int32Array[],
  { maxTokens }: GenerateOptions,
): void {
  prompts.forEach((tokens, i) => {
    const fail = (why: string) => {
      throw new EngineError('prompt-invalid', `prompt ${i} ${why}`)
    }
    if (tokens.length === 0) fail('is empty')
    const longest = config.maxPositions - maxTokens
    if (tokens.length > longest)
      fail(`has ${tokens.length} tokens; with ${maxTokens} new ones the model takes ${longest}`)
    if (tokens.some((t) => !(t >= 0 && t < config.vocabSize)))
      fail(`has a token outside 0..${config.vocabSize - 1}`)
  })
}

function areFinite(values: Float32Array): boolean {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * 0
  return sum === 0
}

function rowOf(values: Float32Array, row: number, width: number): Float32Array {
  return values.subarray(row * width, (row + 1) * width)
}
