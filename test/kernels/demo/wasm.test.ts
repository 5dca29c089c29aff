import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { buildModule } from '../../../kernels/wasm/build.ts'

describe('compiled kernels', () => {
  it('are what their sources give (else: npm run wasm, and commit kernels/gen)', async () => {
    const committed = await readFile(
      new URL('../../../kernels/gen/demo-wasm.ts', import.meta.url),
      'utf8',
    )
    expect(committed === (await buildModule())).toBe(true)
  })
})
