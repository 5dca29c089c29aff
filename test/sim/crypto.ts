/**
 * Cryptography of the simulator: a fast hash, and signatures that only the right key makes. The same validators run on it as on
 * SHA-256 and Ed25519; wrong keys and changed bytes are refused alike. Not secure: the secret is derived from the public key.
 */
import type { Hash } from '../../kernels/hash.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Crypto } from '../../node/ports.ts'

/** 32 bytes from four lanes of multiply-and-rotate over the bytes. */
export const fastHash: Hash = (...parts) => {
  let a = 0x9e3779b9 | 0
  let b = 0x85ebca6b | 0
  let c = 0xc2b2ae35 | 0
  let d = 0x27d4eb2f | 0
  let length = 0
  for (const part of parts) {
    length += part.length
    const words = part.length & ~3
    for (let i = 0; i < words; i += 4) {
      const word =
        (part[i] as number) |
        ((part[i + 1] as number) << 8) |
        ((part[i + 2] as number) << 16) |
        ((part[i + 3] as number) << 24)
      a = Math.imul(a ^ word, 0x01000193)
      b = Math.imul(b + word, 0x5bd1e995)
      c = (Math.imul(c ^ a, 0x2c1b3c6d) + b) | 0
      d = (((d << 13) | (d >>> 19)) ^ c) | 0
    }
    for (let i = words; i < part.length; i++) {
      a = Math.imul(a ^ (part[i] as number), 0x01000193)
      b = Math.imul(b + (part[i] as number), 0x5bd1e995)
      c = (Math.imul(c ^ a, 0x2c1b3c6d) + b) | 0
      d = (((d << 13) | (d >>> 19)) ^ c) | 0
    }
  }
  // Not through a DataView: whoever asks for the buffer of a short array makes it move to the heap of the C library.
  const out = new Uint8Array(32)
  a ^= length
  for (let i = 0; i < 8; i++) {
    a = Math.imul(a ^ (b >>> 15), 0x2c1b3c6d)
    b = Math.imul(b ^ (c >>> 12), 0x297a2d39)
    c = Math.imul(c ^ (d >>> 15), 0x1b56c4e9)
    d = (d + a + Math.imul(i + 1, 0x9e3779b9)) | 0
    const word = a ^ b ^ c ^ d
    out[4 * i] = word >>> 24
    out[4 * i + 1] = word >>> 16
    out[4 * i + 2] = word >>> 8
    out[4 * i + 3] = word
  }
  return out
}

const secretTag = Uint8Array.of(0x73)

export const fastVerify = (
  signer: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const half = fastHash(secretTag, signer, bytes)
  if (signature.length !== 64) return false
  for (let i = 0; i < 64; i++) if (signature[i] !== half[i & 31]) return false
  return true
}

function fastSign(signer: Uint8Array, bytes: Uint8Array): Uint8Array {
  const half = fastHash(secretTag, signer, bytes)
  const signature = new Uint8Array(64)
  signature.set(half)
  signature.set(half, 32)
  return signature
}

/** The operator of a simulation. */
export const simulatedOperator = (seed: number): Crypto => simulatedCrypto(seed, 0x6f70)

/** The identity number `index` of a simulation. */
export function simulatedCrypto(seed: number, index: number): Crypto {
  const key = fastHash(Uint8Array.of(0x6b), new Uint8Array(Uint32Array.of(seed, index).buffer))
  return {
    self: toHex(key),
    hash: fastHash,
    sign: (bytes) => fastSign(key, bytes),
    verify: fastVerify,
  }
}
