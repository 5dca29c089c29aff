/**
 * The Crypto port on node:crypto: SHA-256 and Ed25519.
 *
 * Invariant: `verify` is total. Any bytes give true or false, never an exception.
 */
import { createHash, hash as hashOnce, type KeyObject, sign, verify } from 'node:crypto'
import type { Hash } from '../../kernels/hash.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Crypto } from '../ports.ts'
import { type Identity, publicKeyOf } from './keys.ts'

/** Public keys are parsed once; a run has few signers, and a flood of strangers must not fill the memory. */
const mostCachedKeys = 4096

/** SHA-256 of the concatenation of the parts. */
export const sha256: Hash = (...parts) => {
  const [only] = parts
  if (parts.length === 1 && only !== undefined)
    return Uint8Array.from(hashOnce('sha256', only, 'buffer'))
  const state = createHash('sha256')
  for (const part of parts) state.update(part)
  return Uint8Array.from(state.digest())
}

/** Crypto with the identity's own key. */
export function createCrypto(identity: Identity): Crypto {
  const known = new Map<string, KeyObject | undefined>()
  const keyOf = (signer: Uint8Array) => {
    const name = toHex(signer)
    if (known.has(name)) return known.get(name)
    if (known.size >= mostCachedKeys) known.clear()
    let key: KeyObject | undefined
    try {
      key = publicKeyOf(signer)
    } catch {
      key = undefined
    }
    known.set(name, key)
    return key
  }
  return {
    self: identity.member,
    hash: sha256,
    sign: (bytes) => Uint8Array.from(sign(null, bytes, identity.privateKey)),
    verify: (signer, bytes, signature) => {
      if (signer.length !== 32 || signature.length !== 64) return false
      const key = keyOf(signer)
      if (key === undefined) return false
      try {
        return verify(null, bytes, key, signature)
      } catch {
        return false
      }
    },
  }
}
