/**
 * An engine that goes on with the next kind where the one in use fails: a driver that is gone or hangs, a device out of memory.
 *
 * A call that failed is made again, so its result is that of one engine. Only the library's failures count; a batch that is refused is
 * refused by every kind. Invariant: what a failed engine has reported is void before the next one starts.
 */
import type { Engine, GradientSink } from '../ports-engine.ts'
import { createEngine as createOfKind, type EngineOptions } from './create.ts'
import { EngineError } from './error.ts'
import type { EngineKind } from './kinds.ts'

export type FallbackOptions = {
  /** In the order in which they are used; at least one. */
  readonly kinds: readonly EngineKind[]
  readonly options: EngineOptions
  /** Useful FLOP/s of a kind, where a trial measured it. */
  readonly rates?: ReadonlyMap<EngineKind, number>
  /** The kind that computes in fp16, if one does; the others compute in fp32. */
  readonly halves?: EngineKind
  /** The engine in use failed; `next` is undefined where there is no other, and the call rejects. */
  readonly onFailure: (failed: EngineKind, next: EngineKind | undefined, error: EngineError) => void
  readonly create?: (kind: EngineKind, options: EngineOptions) => Engine
}

export function createFallbackEngine(settings: FallbackOptions): Engine {
  const { kinds, options, rates, halves, onFailure, create = createOfKind } = settings
  const open = (kind: EngineKind) =>
    create(kind, {
      ...options,
      precision: kind === halves ? 'f16' : 'f32',
      flopsPerSecond: rates?.get(kind),
    })
  let at = 0
  let engine = open(kinds[0] as EngineKind)
  const call = async <T>(
    use: (engine: Engine) => Promise<T>,
    undo?: () => Promise<void> | void,
  ) => {
    for (;;)
      try {
        return await use(engine)
      } catch (error) {
        const next = kinds[at + 1]
        if (!isDeviceFault(error)) throw error
        onFailure(kinds[at] as EngineKind, next, error)
        if (next === undefined) throw error
        await undo?.()
        void engine.close().catch(() => {})
        at += 1
        engine = open(next)
      }
  }
  return {
    get name() {
      return engine.name
    },
    get precision() {
      return engine.precision
    },
    gradient: (params, batches) => call((engine) => engine.gradient(params, batches)),
    gradientBlocks: (params, batches, sink) => {
      const watched = watchSink(sink)
      return call((engine) => engine.gradientBlocks(params, batches, watched), watched.undo)
    },
    loss: (params, batches) => call((engine) => engine.loss(params, batches)),
    generate: (params, prompts, { onToken, ...rest }) => {
      // Text that was shown cannot be taken back: a prompt's tokens are reported once, from whichever engine.
      const reported = new Map<number, number>()
      let seen = new Map<number, number>()
      const report = (prompt: number, token: number) => {
        const count = (seen.get(prompt) ?? 0) + 1
        seen.set(prompt, count)
        if (count <= (reported.get(prompt) ?? 0)) return
        reported.set(prompt, count)
        onToken?.(prompt, token)
      }
      const heard = onToken === undefined ? rest : { ...rest, onToken: report }
      return call(
        (engine) => engine.generate(params, prompts, heard),
        () => {
          seen = new Map()
        },
      )
    },
    close: () => engine.close(),
  }
}

function isDeviceFault(error: unknown): error is EngineError {
  return error instanceof EngineError && error.code.startsWith('device-')
}

/** `undo` tells the sink to forget what it has, where it has anything. */
function watchSink(sink: GradientSink): GradientSink & { readonly undo: () => Promise<void> } {
  let given = false
  return {
    block: (start, part) => {
      given = true
      return sink.block(start, part)
    },
    restart: () => sink.restart(),
    undo: async () => {
      if (given) await sink.restart()
      given = false
    },
  }
}
