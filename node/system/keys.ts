/**
 * A node's identity: one Ed25519 key in one file (PKCS #8 PEM, mode 0600), made once. The same key signs messages and names the
 * node on libp2p.
 *
 * Invariant: an existing file is never replaced. A lost key is a lost identity, so a damaged file is refused, not renewed.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { link, mkdir, readFile, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { toHex } from '../../kernels/hash.ts'
import { codeOf, diskError, fail } from '../coded-error.ts'
import type { MemberId } from '../ports.ts'
import { syncFolder, writeFileAtomic } from './files.ts'

export type Identity = {
  readonly member: MemberId
  readonly privateKey: KeyObject
  /** Seed and public key, 64 bytes: the raw form that libp2p reads. */
  readonly rawKey: Uint8Array
}

const fromBase64Url = (text: string | undefined) => Buffer.from(text ?? '', 'base64url')

function toIdentity(privateKey: KeyObject): Identity {
  const { d, x } = privateKey.export({ format: 'jwk' })
  const publicKey = Uint8Array.from(fromBase64Url(x))
  const rawKey = new Uint8Array(64)
  rawKey.set(fromBase64Url(d))
  rawKey.set(publicKey, 32)
  return { member: toHex(publicKey), privateKey, rawKey }
}

/** A fresh identity that is kept nowhere. */
export function createIdentity(): Identity {
  return toIdentity(generateKeyPairSync('ed25519').privateKey)
}

/** Reads the identity of a key file. Rejects with E_KEY where it is damaged or others may read it, E_INPUT where it is absent. */
export async function readIdentity(path: string): Promise<Identity> {
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    codeOf(error) === 'ENOENT' ? undefined : Promise.reject(diskError(error, path)),
  )
  if (text === undefined) fail('E_INPUT', `there is no key file ${path}`)
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    fail('E_KEY', `other users may read the key ${path}`, `Run: chmod 600 ${path}`)
  const damaged = 'Restore it from a copy; or move it away, and a new identity is made.'
  let key: KeyObject
  try {
    key = createPrivateKey(text)
  } catch (error) {
    return fail('E_KEY', `${path} holds no readable key`, damaged, error)
  }
  if (key.asymmetricKeyType !== 'ed25519')
    fail('E_KEY', `${path} holds a key of type ${key.asymmetricKeyType}, not ed25519`, damaged)
  return toIdentity(key)
}

/** Reads the key file; makes it where it is not there. Two processes at once end with the same key. */
export async function openIdentity(path: string): Promise<Identity> {
  if (await exists(path)) return readIdentity(path)
  const { privateKey } = createIdentity()
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const draft = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileAtomic(draft, pem, 0o600)
  try {
    await link(draft, path) // fails where another process was faster; its key is then ours
    await syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw diskError(error, path)
  } finally {
    await unlink(draft)
  }
  return readIdentity(path)
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw diskError(error, path)
  }
}

/** The public half as Node's key object. Throws where the 32 bytes are not a key. */
export function publicKeyOf(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
