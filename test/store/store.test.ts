import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { openStore } from '../../node/store/content.ts'
import { openLogStore } from '../../node/store/log.ts'
import { createMemoryLog, createMemoryStore } from '../../node/store/memory.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { logStoreCompliance } from '../compliance/log-store.ts'
import { storeCompliance } from '../compliance/store.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-store-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const folder = () => join(root, `f${folders++}`)

describe('a store in memory', () => {
  storeCompliance({ hash: sha256, open: async () => createMemoryStore(sha256) })
})

describe('a store on disk', () => {
  storeCompliance({ hash: sha256, open: () => openStore(folder(), sha256) })

  it('gives another process what was put', async () => {
    const home = folder()
    const content = new TextEncoder().encode('kept')
    const key = await (await openStore(home, sha256)).put(content)
    expect(Buffer.from((await (await openStore(home, sha256)).get(key)) ?? []).toString()).toBe(
      'kept',
    )
  })

  it('counts a damaged file as absent and can hold the content again', async () => {
    const home = folder()
    const content = new TextEncoder().encode('precious')
    const key = await (await openStore(home, sha256)).put(content)
    const name = toHex(key)
    writeFileSync(join(home, name.slice(0, 2), name), 'rotten')
    const store = await openStore(home, sha256)
    expect(await store.get(key)).toBeUndefined()
    await store.put(content)
    expect(Buffer.from((await store.get(key)) ?? []).toString()).toBe('precious')
  })

  it('refuses a record name that would leave its folder', async () => {
    const store = await openStore(folder(), sha256)
    expect(() => store.record('../evil', new Uint8Array(1))).toThrow(/not a plain name/)
  })

  it('leaves no temp file', async () => {
    const home = folder()
    const store = await openStore(home, sha256)
    await store.put(new Uint8Array(100))
    await store.record('a', new Uint8Array(3))
    const names = readdirSync(home, { recursive: true }).map(String)
    expect(names.filter((name) => name.includes('.part-'))).toEqual([])
  })
})

describe('a log in memory', () => {
  logStoreCompliance(createMemoryLog)
})

describe('a log on disk', () => {
  logStoreCompliance(() => openLogStore(`${folder()}.sqlite`))

  it('refuses a file that is none, with a code', () => {
    const path = `${folder()}.sqlite`
    writeFileSync(
      path,
      'this is not a database, it is longer than a header of one though. '.repeat(40),
    )
    expect(() => openLogStore(path)).toThrowError(expect.objectContaining({ code: 'E_DAMAGED' }))
  })

  it('refuses a file that lacks an entry, names it and changes nothing', async () => {
    const path = `${folder()}.sqlite`
    const log = openLogStore(path)
    await log.append(0, ...[0, 1, 2, 3, 4].map((i) => Uint8Array.of(i)))
    await log.close()
    for (const lost of [3, 0]) {
      const database = new DatabaseSync(path)
      database.exec(`DELETE FROM entries WHERE position = ${lost}`)
      database.close()
      const before = readFileSync(path)
      const refused = { code: 'E_DAMAGED', message: expect.stringContaining(`entry ${lost}`) }
      expect(() => openLogStore(path)).toThrowError(expect.objectContaining(refused))
      expect(() => openLogStore(path, { readOnly: true })).toThrowError(
        expect.objectContaining(refused),
      )
      expect(readFileSync(path).equals(before)).toBe(true)
    }
  })

  it('opened to be read alone takes no entry and no fold', async () => {
    const path = `${folder()}.sqlite`
    const log = openLogStore(path)
    await log.append(0, Uint8Array.of(1))
    const reader = openLogStore(path, { readOnly: true })
    await expect(reader.append(1, Uint8Array.of(2))).rejects.toMatchObject({ code: 'E_FILE' })
    await expect(reader.keepFold(1, Uint8Array.of(2))).rejects.toMatchObject({ code: 'E_FILE' })
    expect(await reader.read(0, 9)).toEqual([Uint8Array.of(1)])
    await reader.close()
    await log.close()
  })

  it('holds every acknowledged entry after kill -9, and no gap', async () => {
    const path = `${folder()}.sqlite`
    const script = `
      const { openLogStore } = await import(${JSON.stringify(join(import.meta.dirname, '../../node/store/log.ts'))})
      const log = openLogStore(${JSON.stringify(path)})
      for (let i = 0; ; i++) { await log.append(i, new Uint8Array(500).fill(i & 255)); console.log(i) }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let acknowledged = -1
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Math.max(acknowledged, Number(line))
      if (acknowledged >= 40) child.kill('SIGKILL')
    }
    const log = openLogStore(path)
    const entries = await log.read(0, 100_000)
    expect(entries.length).toBeGreaterThan(acknowledged)
    expect(entries.every((e, i) => e.length === 500 && e[0] === (i & 255))).toBe(true)
    await log.append(entries.length, new Uint8Array(1))
    await log.close()
  })
})
