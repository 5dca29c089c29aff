/**
 * The operator's key: its public half stands in the run's first entry, and what it signs outranks every coordinator.
 *
 * `coordinate` makes it beside the coordinator's key where the operator gives none; whoever runs the coordinator on a machine that
 * others can reach keeps it elsewhere and names only the public half.
 */
import { join, resolve } from 'node:path'
import { fromHex, toHex } from '../../kernels/hash.ts'
import { fail } from '../coded-error.ts'
import { type Identity, openIdentity, readIdentity } from '../system/keys.ts'

export const operatorFile = 'operator.pem'

/** Public key for the first entry: `given` (64 hex digits, or a key file), else that of the key in the run's folder, which is made. */
export async function operatorKey(folder: string, given: string | undefined): Promise<Uint8Array> {
  if (given === undefined) return publicKey(await openIdentity(join(folder, operatorFile)))
  if (/^[0-9a-f]{64}$/i.test(given)) return fromHex(given.toLowerCase()) as Uint8Array
  return publicKey(await readIdentity(resolve(given)))
}

/** The operator's private key: of the file that is named, else of the run's folder. Rejects where it is not the run's. */
export async function openOperator(
  folder: string,
  given: string | undefined,
  operator: Uint8Array,
): Promise<Identity> {
  const path = given === undefined ? join(folder, operatorFile) : resolve(given)
  const identity = await readIdentity(path)
  if (identity.member !== toHex(operator))
    fail(
      'E_KEY',
      `${path} is not the operator's key of this run`,
      `Its public half must be ${toHex(operator)}: name the file with --operator-key.`,
    )
  return identity
}

const publicKey = ({ member }: Identity) => fromHex(member) as Uint8Array
