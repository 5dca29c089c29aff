/** The main job in short: the whole cast over real libp2p, with the machine contract; fewer rounds than it takes to learn. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const out = join(mkdtempSync(join(tmpdir(), 'murmur-demo-')), 'out')
afterAll(() => rmSync(join(out, '..'), { recursive: true, force: true }))

describe('the demo', () => {
  it('holds its contract: one killed, one late, equal replicas, equal replay', () => {
    const args = [
      'test/demo/main.ts',
      '--json',
      '--export-replicas',
      '--out',
      out,
      '--rounds',
      '24',
      '--held-out',
      '8',
    ]
    const done = spawnSync(process.execPath, args, {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
      timeout: 170_000,
    })
    const result = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '{}')
    expect({ ...result, stderr: done.stderr.slice(-1500) }).toMatchObject({
      replicasIdentical: true,
      replayIdentical: true,
      heldOut: 8,
      lineage: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(result.lossLast).toBeLessThan(result.lossFirst)
    const members = result.members as {
      name: string
      killedRound?: number
      joinedRound: number
      roundsApplied: number
      batchesTrained: number
      pid: number
      peerId: string
    }[]
    expect(members.map((m) => m.name)).toEqual(['ada', 'ben', 'cleo', 'dora'])
    expect(new Set(members.map((m) => m.pid)).size).toBe(4)
    expect(new Set(members.map((m) => m.peerId)).size).toBe(4)
    const [, killed, , late] = members
    expect(killed?.killedRound).toBeGreaterThanOrEqual(8)
    expect(late?.joinedRound).toBeGreaterThanOrEqual(12)
    expect(late?.roundsApplied).toBeGreaterThan(0)
    expect(result.replicas.length).toBe(4)
    for (const path of result.replicas) expect(existsSync(path)).toBe(true)
    for (const name of [
      'config.json',
      'model.safetensors',
      'tokenizer.json',
      'chat_template.jinja',
      'generation_config.json',
    ])
      expect(existsSync(join(result.checkpoint, name))).toBe(true)
    expect(readFileSync(join(result.checkpoint, 'README.md'), 'utf8')).toContain(result.lineage)
    expect(JSON.parse(readFileSync(join(result.checkpoint, 'config.json'), 'utf8'))).toMatchObject({
      model_type: 'seed_oss',
    })
    const page = readFileSync(join(out, 'report.html'), 'utf8')
    expect(page).toContain('<svg')
    expect(page).toContain(result.lineage.slice(0, 16))
  }, 180_000)
})
