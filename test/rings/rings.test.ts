/**
 * The rings hold: each forbidden import, clock, chance and platform type is inserted in turn, and the linter or the type
 * checker must refuse it. Without this a mistake in a glob would switch a rule off in silence.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const use = (from: string) => `import { x } from '${from}'\n\nexport const y = x\n`

/** Path of the bad file → its text. Every one of them must be refused. */
const forbidden: Record<string, string> = {
  'kernels/a1.ts': use('../proto/wire.ts'),
  'kernels/a2.ts': use('../coordinator/round.ts'),
  'kernels/a3.ts': use('../node/ports.ts'),
  'kernels/a4.ts': use('node:fs'),
  'kernels/demo/a5.ts': use('protobufjs/minimal.js'),
  'kernels/a6.ts': 'export const y = Math.exp(1)\n',
  'kernels/a7.ts': 'export const y = performance.now()\n',
  'proto/b1.ts': use('../kernels/hash.ts'),
  'proto/b2.ts': use('../coordinator/round.ts'),
  'proto/b3.ts': use('node:crypto'),
  'coordinator/c1.ts': use('../node/ports.ts'),
  'coordinator/c2.ts': use('node:fs'),
  'coordinator/c3.ts': use('libp2p'),
  'coordinator/c4.ts': 'export const y = Date.now()\n',
  'coordinator/c5.ts': 'export const y = Math.random()\n',
  'coordinator/c6.ts': 'export const y = setTimeout(() => {}, 1)\n',
  'node/roles/d1.ts': use('../network/libp2p.ts'),
  'node/roles/d2.ts': use('../perform.ts'),
  'node/roles/d3.ts': use('node:fs'),
  'node/roles/d4.ts': 'export const y = Date.now()\n',
  'node/roles/d5.ts': use('../../test/sim/world.ts'),
  'node/network/e1.ts': use('../store/content.ts'),
  'node/network/e2.ts': use('../../coordinator/round.ts'),
  'node/store/e3.ts': use('../network/libp2p.ts'),
  'node/engines/e4.ts': use('../data/pack.ts'),
  'node/data/e5.ts': use('../engines/onnx.ts'),
  'node/checkpoints/e6.ts': use('../data/pack.ts'),
  'node/system/e7.ts': use('../main.ts'),
}
const allowed: Record<string, string> = {
  'coordinator/ok.ts': use('../kernels/hash.ts'),
  'node/roles/ok.ts': use('../ports.ts'),
  'node/network/ok.ts': use('libp2p'),
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rings-')))
beforeAll(() => {
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries({ ...forbidden, ...allowed })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Files that the linter finds at fault, as the paths it prints. */
function faults(): Set<string> {
  const run = spawnSync(
    join(root, 'node_modules/.bin/biome'),
    ['lint', '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8' },
  )
  const found = new Set<string>()
  for (const line of run.stdout.split('\n')) {
    const rule =
      /title=lint\/\w+\/(noRestrictedImports|noRestrictedGlobals|noJsRestrictedProperties),file=([^,]+)/
    const match = rule.exec(line)
    if (match?.[2] !== undefined) found.add(relative(folder, resolve(folder, match[2])))
  }
  return found
}

it('the linter refuses every forbidden edge and no allowed one', () => {
  const found = faults()
  expect(Object.keys(forbidden).filter((path) => !found.has(path))).toEqual([])
  expect(Object.keys(allowed).filter((path) => found.has(path))).toEqual([])
})

it('the pure rings are type-checked without Node types', () => {
  for (const ring of ['kernels', 'proto', 'coordinator', 'node/roles']) {
    mkdirSync(join(folder, ring), { recursive: true })
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { types: [], lib: ['es2024'] },
      include: ['bad.ts'],
    }
    writeFileSync(join(folder, ring, 'tsconfig.json'), JSON.stringify(config))
    writeFileSync(join(folder, ring, 'bad.ts'), 'export const at: unknown = process.hrtime()\n')
    const run = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', ring], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(run.stdout).toContain("Cannot find name 'process'")
    const shipped = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', ring, '--showConfig'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(JSON.parse(shipped.stdout).compilerOptions.types).toEqual([])
  }
})
