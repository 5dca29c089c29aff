/** Member ids (hex of an Ed25519 public key) and libp2p peer ids are two spellings of one identity. */
import { privateKeyFromRaw, publicKeyFromRaw } from '@libp2p/crypto/keys'
import type { PeerId, PrivateKey } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { fromHex, toHex } from '../../kernels/hash.ts'
import type { MemberId } from '../ports.ts'

/** `raw`: seed and public key, 64 bytes. */
export const privateKeyOf = (raw: Uint8Array): PrivateKey => privateKeyFromRaw(raw)

/** Undefined where the peer's key is not Ed25519. */
export function memberOf(peer: PeerId): MemberId | undefined {
  const { publicKey } = peer
  return publicKey?.type === 'Ed25519' ? toHex(publicKey.raw) : undefined
}

/** Throws where the id is not the hex of a public key. */
export function peerOf(member: MemberId): PeerId {
  return peerIdFromPublicKey(publicKeyFromRaw(fromHex(member) ?? new Uint8Array(0)))
}
