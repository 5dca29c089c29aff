/**
 * The fold of a log as bytes, so that a restart verifies a short tail and not every signature since the first entry.
 *
 * It is a cache of this process's own checks, and is believed only with this process's own signature over it: one that came with a copied
 * folder, or that another version of murmur wrote, is left aside and the log is folded from its first byte.
 */
import { readFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { ClosedRound, Rules, View } from '../../coordinator/types.ts'
import { fromHex } from '../../kernels/hash.ts'
import type { Crypto } from '../ports.ts'

export type Folded = {
  readonly view: View
  /** Rounds that changed the model since the newest snapshot. */
  readonly history: readonly ClosedRound[]
}

/** Signed by another key; changed on the disk; of another version. */
export type FoldFault = 'snapshot-foreign' | 'snapshot-damaged' | 'snapshot-version'
export type OpenedFold =
  | ({ readonly ok: true } & Folded)
  | { readonly ok: false; readonly code: FoldFault }

const refuse = (code: FoldFault): OpenedFold => ({ ok: false, code })

const signerBytes = 32
const signatureBytes = 64

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
const { version } = JSON.parse(manifest) as { version: string }

/** Fields of the view: another set of them is another version. */
const formOf = (view: View): string =>
  [version, ...Object.keys(view).sort(), ...Object.keys(view.config)].join(' ')

/** Signer, signature, then the content that is signed. */
export function sealFold(crypto: Crypto, { view, history }: Folded): Uint8Array {
  const from = view.snapshot?.step ?? 0
  const recent = history.filter((closed) => closed.step >= from)
  const content = serialize({ form: formOf(view), view, history: recent })
  const sealed = new Uint8Array(signerBytes + signatureBytes + content.length)
  sealed.set(fromHex(crypto.self) as Uint8Array)
  sealed.set(crypto.sign(crypto.hash(content)), signerBytes)
  sealed.set(content, signerBytes + signatureBytes)
  return sealed
}

/** A fold that this process signed. Total. `fresh`: any view of the log by this version. */
export function openFold(crypto: Crypto, sealed: Uint8Array, fresh: View): OpenedFold {
  const self = fromHex(crypto.self) as Uint8Array
  return self.every((byte, i) => sealed[i] === byte)
    ? readFold(crypto, sealed, fresh)
    : refuse('snapshot-foreign')
}

/** A fold that anybody signed: for comparison, not for belief. Total. */
export function readFold(rules: Rules, sealed: Uint8Array, fresh: View): OpenedFold {
  const signer = sealed.slice(0, signerBytes)
  const signature = sealed.slice(signerBytes, signerBytes + signatureBytes)
  const content = sealed.slice(signerBytes + signatureBytes)
  if (!rules.verify(signer, rules.hash(content), signature)) return refuse('snapshot-damaged')
  try {
    const { form, view, history } = deserialize(content) as Folded & { readonly form: string }
    return form === formOf(fresh) ? { ok: true, view, history } : refuse('snapshot-version')
  } catch {
    return refuse('snapshot-version')
  }
}
