import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Of a module that it has compiled before, Node keeps the code: each test file and each `murmur` that a test starts loads some hundred.
// What is kept goes by a file's content, so that it is never out of date.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node')

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
