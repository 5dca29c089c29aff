import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { applyUpdate, type Update } from '../../kernels/demo/aggregate.ts'
import { openStateFile } from '../../node/store/state-file.ts'
import { chance, noise } from '../kernels/demo/chance.ts'
import { journalled, round, settings, table, topK } from './state-file-child.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-state-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const bytesOf = (a: Float32Array) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)
const start = noise(chance(1), table.params)

function fresh(name: string): string {
  const path = join(root, name)
  writeFileSync(path, bytesOf(start))
  return path
}

/** What memory gives after rounds 1 to n. */
function expected(rounds: number): Buffer {
  const params = start.slice()
  for (let i = 1; i <= rounds; i++)
    applyUpdate(table, topK, params, round(i).contributions, settings)
  return bytesOf(params)
}

describe('a state file', () => {
  it('has the bits that memory has, round after round', async () => {
    const path = fresh('plain')
    const file = await openStateFile(path, table.params, journalled)
    for (let i = 1; i <= 3; i++) await file.apply(i, round(i).update)
    expect(bytesOf(await file.read(100, 50)).equals(expected(3).subarray(400, 600))).toBe(true)
    await file.close()
    expect(readFileSync(path).equals(expected(3))).toBe(true)
    expect(() => statSync(`${path}.journal`)).toThrow()
  })

  it('that stops at any window goes on to the same bits, in this process and in the next', async () => {
    const { update } = round(1)
    for (let stopAt = 0; stopAt < update.windows.length; stopAt += 3) {
      const path = fresh(`stop-${stopAt}`)
      const failing: Update = {
        ...update,
        apply: (i, params) => {
          update.apply(i, params)
          if (i === stopAt) throw new Error('stopped')
        },
      }
      const file = await openStateFile(path, table.params, journalled)
      await expect(file.apply(1, failing)).rejects.toThrow('stopped')
      if (stopAt % 2 === 0) await file.apply(1, update)
      await file.close()
      const again = await openStateFile(path, table.params, journalled)
      if (stopAt % 2 === 1) {
        expect(again.step()).toBe(0)
        await expect(again.apply(2, update)).rejects.toThrow(/step 2 cannot follow step 0/)
        await again.apply(1, update)
      }
      await again.close()
      expect(readFileSync(path).equals(expected(1))).toBe(true)
    }
  })

  it('survives kill -9 between any two writes', async () => {
    const path = fresh('killed')
    const script = `
      const t = await import(${JSON.stringify(join(import.meta.dirname, 'state-file-child.ts'))})
      await t.applyForEver(${JSON.stringify(path)})`
    for (let kills = 0; kills < 6; kills++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let lines = 0
      for await (const _line of createInterface({ input: child.stdout }))
        if (++lines === 2 + kills) child.kill('SIGKILL')
    }
    const file = await openStateFile(path, table.params, journalled)
    const steps = file.step() + 1
    // Whatever round a kill caught goes on to its end.
    await file.apply(steps, round(steps).update)
    await file.close()
    expect(readFileSync(path).equals(expected(steps))).toBe(true)
    expect(steps).toBeGreaterThan(5)
  })

  it('larger than what the process may hold is updated in place', async () => {
    const script = join(import.meta.dirname, '../bench/main.ts')
    const args = [script, 'state-file', '--json', '--megabytes', '256', '--rounds', '1']
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 })
    const { fileMB, peakResidentMB, residentBeforeMB } = JSON.parse(stdout)
    expect(fileMB).toBe(268)
    // Some 80 MB: the kernels, one journalled group, the payloads.
    expect(peakResidentMB - residentBeforeMB).toBeLessThan(fileMB / 2)
  }, 90_000)

  it('of another size is refused', async () => {
    const path = fresh('short')
    await expect(openStateFile(path, table.params + 1)).rejects.toMatchObject({ code: 'E_DAMAGED' })
    await expect(openStateFile(join(root, 'absent'), 1)).rejects.toMatchObject({ code: 'E_INPUT' })
  })
})

describe('a journal', () => {
  it('that was damaged is refused, and the state is left as it is', async () => {
    const path = fresh('damaged')
    const file = await openStateFile(path, table.params, journalled)
    await file.apply(1, round(1).update)
    await file.close()
    const before = readFileSync(path)
    for (const bytes of [Buffer.from('short'), Buffer.alloc(4096)]) {
      writeFileSync(`${path}.journal`, bytes)
      await expect(openStateFile(path, table.params, journalled)).rejects.toThrow(/journal/)
      expect(readFileSync(path).equals(before)).toBe(true)
    }
  })
})
