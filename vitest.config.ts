import { defineConfig } from 'vitest/config'

// The files run through Node's own type stripping, not through a bundler: tests run what ships.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    experimental: { viteModuleRunner: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
