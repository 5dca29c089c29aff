/**
 * `npm run proto`: murmur.proto → proto/gen (static code, committed). With `--check` it writes nothing and fails where the
 * committed code is not what the .proto file gives.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const here = import.meta.dirname
const bin = (name: string) => resolve(here, '../node_modules/.bin', name)

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`)
}

function generate(folder: string): Record<string, string> {
  const js = join(folder, 'murmur.js')
  const flags = [
    '-t',
    'static-module',
    '-w',
    'es6',
    '--no-verify',
    '--no-delimited',
    '--no-service',
  ]
  run(bin('pbjs'), [...flags, '--force-number', '-o', js, join(here, 'murmur.proto')])
  run(bin('pbts'), ['-o', join(folder, 'murmur.d.ts'), js])
  const code = readFileSync(js, 'utf8').replace(
    /from "protobufjs\/minimal(\.js)?"/,
    'from "protobufjs/minimal.js"',
  )
  return { 'murmur.js': code, 'murmur.d.ts': readFileSync(join(folder, 'murmur.d.ts'), 'utf8') }
}

const folder = mkdtempSync(join(tmpdir(), 'proto-'))
try {
  for (const [name, text] of Object.entries(generate(folder))) {
    const path = join(here, 'gen', name)
    if (!process.argv.includes('--check')) writeFileSync(path, text)
    else if (readFileSync(path, 'utf8') !== text) {
      process.stderr.write(`${path} is not what murmur.proto gives: run npm run proto\n`)
      process.exitCode = 1
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
