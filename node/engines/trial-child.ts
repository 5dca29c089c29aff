/**
 * The process of a trial (trial.ts): makes the engine, runs a step to warm up and a few more, sends the best rate.
 *
 * Only time matters here, so the parameters are small numbers from a simple rule and every label counts.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { createEngine } from './create.ts'
import { EngineError } from './error.ts'
import type { TrialAnswer, TrialRequest } from './trial.ts'
import { sharedFloats } from './views.ts'

const NO_HALVES = 'its device does not compute'
const MOST_STEPS = 5
const ENOUGH_MS = 1500
const QUICK_MS = 100
const MORE_BATCHES = 7

process.on('message', (request) => {
  void measure(request as TrialRequest)
    .catch(answerOf)
    .then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit())

async function measure(request: TrialRequest): Promise<TrialAnswer> {
  const engine = createEngine(request, request)
  const params = trialParams(request.config)
  const batches = [trialBatch(request)]
  const step = async () => {
    const before = performance.now()
    const { dropped } = await engine.gradient(params, batches)
    if (dropped.length > 0) throw new Error('its gradient is not finite')
    return (1000 * batches.length * request.rows * request.length) / (performance.now() - before)
  }
  await step()
  let best = 0
  const started = performance.now()
  for (let i = 0; i < MOST_STEPS && performance.now() - started < ENOUGH_MS; i++) {
    const rate = await step()
    best = Math.max(best, rate)
    if (i > 0 || performance.now() - started > QUICK_MS) continue
    // One batch is over before a device is busy; a round has several, which it computes together.
    batches.push(...Array.from({ length: MORE_BATCHES }, () => batches[0] as PackedBatch))
    await step()
  }
  return { ok: true, tokensPerSecond: best }
}

function trialParams(config: ModelConfig): Float32Array {
  const params = sharedFloats(modelParams(config))
  for (let i = 0; i < params.length; i++)
    params[i] = ((Math.imul(i, 0x9e3779b1) >>> 8) / 2 ** 24 - 0.5) / 16
  return params
}

function trialBatch({ config, rows, length }: TrialRequest): PackedBatch {
  const size = rows * length
  const tokens = Int32Array.from({ length: size }, (_, i) => i % config.vocabSize)
  const positions = Int32Array.from({ length: size }, (_, i) => i % length)
  return { rows, length, tokens, labels: tokens, positions, documents: new Int32Array(size) }
}

function answerOf(error: unknown): TrialAnswer {
  const said = shorten(error instanceof Error ? error.message : String(error))
  const absent = error instanceof EngineError && error.code === 'device-absent'
  return { ok: false, absent, reason: absent || said === NO_HALVES ? said : `fails: ${said}` }
}

/** What a library throws starts with source files and function names; people need the end of the sentence. */
function shorten(message: string): string {
  const first = message.split('\n')[0] ?? ''
  if (/Failed to get a WebGPU adapter/.test(first)) return 'finds no GPU adapter'
  if (/requires f16 but the device does not support it/.test(first)) return NO_HALVES
  return first.slice(0, 200)
}
