/** Real Ed25519 keys from a seed, so that logs of tests and benchmarks are the same on every run. */
import { createPrivateKey } from 'node:crypto'
import type { Crypto } from '../../node/ports.ts'
import { createCrypto, sha256 } from '../../node/system/crypto.ts'
import type { Identity } from '../../node/system/keys.ts'

/** PKCS #8 of an Ed25519 key before its 32 secret bytes. */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export function seededIdentity(seed: number, index: number): Identity {
  const secret = sha256(new TextEncoder().encode(`${seed} ${index}`))
  const key = Buffer.concat([prefix, secret])
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const { x = '' } = privateKey.export({ format: 'jwk' })
  const publicKey = Buffer.from(x, 'base64url')
  const rawKey = new Uint8Array(Buffer.concat([secret, publicKey]))
  return { member: publicKey.toString('hex'), privateKey, rawKey }
}

export const seededCrypto = (seed: number, index: number): Crypto =>
  createCrypto(seededIdentity(seed, index))
