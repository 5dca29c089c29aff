/**
 * Engines that several tests share, where making one is slow (a GPU's shaders, a compiled program).
 *
 * Sharing also tests that nothing of one call stays behind in the next.
 */
import { afterAll } from 'vitest'
import type { Engine } from '../../node/ports-engine.ts'
import type { EngineShape } from '../compliance/engine.ts'

/** As `create`, but one engine a shape; all are closed after the file's last test. */
export function reusing(create: (shape: EngineShape) => Engine): (shape: EngineShape) => Engine {
  const engines = new Map<string, Engine>()
  afterAll(async () => {
    for (const engine of engines.values()) await engine.close()
  })
  return (shape) => {
    const key = JSON.stringify(shape)
    const engine = engines.get(key) ?? create(shape)
    engines.set(key, engine)
    return { ...engine, close: async () => {} }
  }
}
