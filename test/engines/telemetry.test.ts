/** What an engine's library tells its maker: nothing. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const murmur = resolve(import.meta.dirname, '../../murmur')
const base = resolve(import.meta.dirname, '../../assets/base')

it('keeps no number of the machine and no events in the home folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'murmur-home-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, ...env } = process.env
  const done = spawnSync(murmur, ['chat', base, '--ask', '1 + 1?', '--max-tokens', '2'], {
    encoding: 'utf8',
    env: { ...env, HOME: home },
  })
  expect(done).toMatchObject({ status: 0, stderr: '' })
  expect(readdirSync(home)).toEqual([])
})
