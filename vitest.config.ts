import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Of a module that it has compiled before, Node keeps the code: each test file and each `murmur` that a test starts loads some hundred.
// What is kept goes by a file's content, so that it is never out of date.
const kept = join(import.meta.dirname, 'node_modules/.cache/node')
process.env['NODE_COMPILE_CACHE'] ??= kept

// Some tests load onnxruntime by themselves (node/engines/no-telemetry.ts).
process.env['ORT_DISABLE_TELEMETRY'] ??= '1'

// Vitest gives each test file a new address at each start, under which it is kept once more: some 300 entries a run, of 2,000 in all.
const mostKept = 10_000
if (existsSync(kept) && readdirSync(kept, { recursive: true }).length > mostKept)
  rmSync(kept, { recursive: true, force: true })

/** Tests of what is pure, which load no library with a state of its own: a process takes them one after the other. */
const pure = ['coordinator', 'fuzz', 'kernels', 'proto', 'scenarios', 'sim'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

// The files run through Node's own type stripping, not through a bundler: tests run what ships.
export default defineConfig({
  test: {
    experimental: { viteModuleRunner: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      // In the order of their names: first what takes long and a process of its own.
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: pure } },
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
    ],
  },
})
