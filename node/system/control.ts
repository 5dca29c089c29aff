/**
 * The control socket of a running node: HTTP over a local socket that only the owner of the run's folder can use.
 *
 * The socket lies in the folder with mode 0600, and every request carries the token that lies beside it (a named pipe of Windows has no
 * mode). It listens on no network. Invariant: one request, one answer, both bounded in size and time.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { toHex } from '../../kernels/hash.ts'
import { codeOf, fail } from '../coded-error.ts'
import { sha256 } from './crypto.ts'
import { writeFileAtomic } from './files.ts'

export type ControlAnswer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string }

export type ControlRequest = { readonly command: string; readonly [argument: string]: unknown }
export type ControlHandler = (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>

const mostBytes = 65_536
const mostAnswerBytes = 16 * 1_048_576
/** What a node that ends leaves to those whom it still answers. */
const answerMs = 1_000
const serverDeadlineMs = 10_000
const tokenFile = 'control.token'

/** A path that every platform takes: those of Unix sockets end at about 100 bytes. */
function socketPath(folder: string): string {
  const name = `murmur-${toHex(sha256(new TextEncoder().encode(resolve(folder)))).slice(0, 16)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const path = join(resolve(folder), 'control.sock')
  return Buffer.byteLength(path) <= 100 ? path : join(tmpdir(), `${name}.sock`)
}

/** Listens in `folder`, whose lock the caller holds: what lies there of an earlier process is replaced. Gives what stops it. */
export async function serveControl(
  folder: string,
  handle: ControlHandler,
): Promise<() => Promise<void>> {
  const path = socketPath(folder)
  const token = randomBytes(32).toString('hex')
  await rm(path, { force: true })
  await writeFileAtomic(join(folder, tokenFile), token, 0o600)
  const server = createServer((incoming, response) => {
    answer(incoming, response, token, handle).catch(() => response.destroy())
  })
  server.requestTimeout = serverDeadlineMs
  server.headersTimeout = serverDeadlineMs
  server.maxConnections = 16
  await new Promise<void>((done, refuse) => {
    server.once('error', refuse)
    server.listen(path, done)
  })
  if (process.platform !== 'win32') await chmod(path, 0o600)
  return async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    // Who was heard gets an answer: a node that ends by itself may be asked at that moment whether it did.
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), answerMs)
    await closed
    clearTimeout(late)
    await rm(path, { force: true })
    await rm(join(folder, tokenFile), { force: true })
  }
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  token: string,
  handle: ControlHandler,
): Promise<void> {
  const say = (status: number, body: ControlAnswer) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify(body)}\n`)
  }
  const refuse = (status: number, code: string, message: string) =>
    say(status, { ok: false, code, message })
  const given = Buffer.from(incoming.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return refuse(401, 'unauthorized', 'the token is not that of this folder')
  const bytes = await readBounded(incoming, mostBytes)
  if (bytes === undefined) return refuse(413, 'too-large', 'the request is too large')
  let asked: unknown
  try {
    asked = JSON.parse(bytes.toString('utf8'))
  } catch {
    return refuse(400, 'malformed', 'the request is not JSON')
  }
  if (typeof asked !== 'object' || asked === null || !('command' in asked))
    return refuse(400, 'malformed', 'the request names no command')
  say(200, await handle(asked as ControlRequest))
}

async function readBounded(from: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of from) {
    size += (part as Buffer).length
    // What is too much is read to its end and dropped: who breaks off cannot be told why.
    if (size <= most) parts.push(part as Buffer)
  }
  return size <= most ? Buffer.concat(parts) : undefined
}

/** Asks the process that runs in `folder`; undefined where none does. Rejects with E_TIMEOUT, or E_KEY where the token is not ours. */
export async function askControl(
  folder: string,
  asked: ControlRequest,
  deadlineMs = 15_000,
): Promise<ControlAnswer | undefined> {
  const token = await readFile(join(folder, tokenFile), 'utf8').catch((error: unknown) =>
    codeOf(error) === 'ENOENT'
      ? undefined
      : fail(
          'E_KEY',
          `${join(folder, tokenFile)} cannot be read (${codeOf(error)})`,
          'Run this as the user who runs the node.',
        ),
  )
  if (token === undefined) return undefined
  try {
    return await post(socketPath(folder), token, asked, deadlineMs)
  } catch (error) {
    // A killed process leaves its socket and its token behind.
    if (codeOf(error) === 'ECONNREFUSED' || codeOf(error) === 'ENOENT') return undefined
    if (codeOf(error) === 'ECONNRESET')
      fail('E_UNREACHABLE', 'the node ended before it answered', 'Look at its output.')
    throw error
  }
}

function post(
  path: string,
  token: string,
  asked: ControlRequest,
  deadlineMs: number,
): Promise<ControlAnswer> {
  return new Promise((done, refuse) => {
    const outgoing = request({
      socketPath: path,
      // One that is kept may be closed at the moment in which it is used again.
      agent: false,
      method: 'POST',
      path: '/',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(deadlineMs),
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.name !== 'AbortError') return refuse(error)
      try {
        fail('E_TIMEOUT', `the node did not answer in ${deadlineMs / 1000} s`, 'Try again.')
      } catch (coded) {
        refuse(coded)
      }
    })
    outgoing.on('response', (response) => {
      readBounded(response, mostAnswerBytes)
        .then((bytes) => done(JSON.parse((bytes ?? Buffer.from('{}')).toString('utf8'))))
        .catch(refuse)
    })
    outgoing.end(JSON.stringify(asked))
  })
}
