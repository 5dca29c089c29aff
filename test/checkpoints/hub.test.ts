import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ConvertOptions, convertCheckpoint } from '../../node/checkpoints/convert.ts'
import { hubFiles } from '../../node/checkpoints/hub.ts'
import { temporaryFolder, writeTiny } from './fixtures.ts'

const plain: ConvertOptions = { dtype: undefined, shardBytes: 5e9 }
const names = (folder: string) => readdirSync(folder).sort()

/** What 'main' is when it is asked; a moment later it may be another one. */
const COMMIT = 'c0ffee'.padEnd(40, '0')

/** Serves a folder as the hub serves one commit of a repository; `breaks`: whether the connection ends in place of an answer. */
async function serveHub(
  folder: string,
  breaks: (name: string) => boolean = () => false,
): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://hub')
    if (pathname === '/api/models/us/tiny/revision/main') {
      const info = { id: 'us/tiny', modelId: 'us/tiny', sha: COMMIT }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(info))
      return
    }
    if (pathname.startsWith(`/api/models/us/tiny/tree/${COMMIT}`)) {
      const list = readdirSync(folder).map((path) => ({ type: 'file', path, size: 1, oid: 'x' }))
      response.setHeader('content-type', 'application/json').end(JSON.stringify(list))
      return
    }
    const prefix = `/us/tiny/resolve/${COMMIT}/`
    const name = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined
    if (name === undefined || !existsSync(join(folder, name))) {
      response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end()
      return
    }
    if (breaks(name)) {
      request.socket.destroy()
      return
    }
    const bytes = readFileSync(join(folder, name))
    const range = /bytes=(\d+)-(\d+)?/.exec(request.headers.range ?? '')
    const [from, to] = range
      ? [Number(range[1]), Number(range[2] ?? bytes.length - 1)]
      : [0, bytes.length - 1]
    const part = bytes.subarray(from, Math.min(to + 1, bytes.length))
    response.writeHead(range ? 206 : 200, {
      etag: '"x"',
      'accept-ranges': 'bytes',
      'content-length': part.length,
      ...(range
        ? { 'content-range': `bytes ${from}-${from + part.length - 1}/${bytes.length}` }
        : {}),
    })
    response.end(part)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a checkpoint on the hub', () => {
  const at = (url: string, repo = 'us/tiny') =>
    hubFiles({ repo, revision: 'main', token: undefined, url })

  it('is read by parts, from the commit that its branch names at first, into the same folder', async () => {
    const folder = await writeTiny('BF16')
    const out = join(temporaryFolder(), 'out')
    const got = await convertCheckpoint(at(await serveHub(folder)), out, plain)
    expect(got).toMatchObject({ ok: true, dtype: 'BF16' })
    for (const name of names(folder))
      expect(readFileSync(join(out, name)), name).toEqual(readFileSync(join(folder, name)))
  })

  it('is read on where the connection breaks, and given up where it stays so', async () => {
    const folder = await writeTiny('BF16')
    const read = async (broken: number) => {
      let [tries, waited] = [0, 0]
      const url = await serveHub(
        folder,
        (name) => name === 'model.safetensors' && ++tries <= broken,
      )
      const wait = async (ms: number) => {
        waited += ms
      }
      const files = hubFiles({ repo: 'us/tiny', revision: 'main', token: undefined, url, wait })
      const out = join(temporaryFolder(), 'out')
      const found = await convertCheckpoint(files, out, plain).catch((error) => error)
      return { found, waited, out }
    }
    const [good, bad] = [await read(3), await read(100)]
    expect(good).toMatchObject({ found: { ok: true, dtype: 'BF16' }, waited: 7500 })
    expect(bad).toMatchObject({ found: { code: 'E_UNREACHABLE' }, waited: 22_500 })
    expect(existsSync(bad.out)).toBe(false)
  })

  it('that lacks a file, or lies, is refused as a folder is', async () => {
    const folder = await writeTiny('BF16')
    renameSync(join(folder, 'model.safetensors'), join(folder, 'other.bin'))
    const url = await serveHub(folder)
    const out = join(temporaryFolder(), 'out')
    expect(await convertCheckpoint(at(url), out, plain)).toMatchObject({ code: 'E_CHECKPOINT' })
    expect(existsSync(out)).toBe(false)
  })

  it('that cannot be reached says what to do', async () => {
    const out = join(temporaryFolder(), 'out')
    await expect(convertCheckpoint(at('http://127.0.0.1:9'), out, plain)).rejects.toMatchObject({
      code: 'E_UNREACHABLE',
      hint: expect.stringMatching(/give its path/),
    })
    expect(existsSync(out)).toBe(false)
  })
})
