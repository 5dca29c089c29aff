/** What this software can do: the versions of kernels and protocol in which it computes and speaks the same as everybody else. */
import { KERNEL_VERSION } from '../kernels/demo/aggregate.ts'
import { protocolVersion } from '../proto/wire.ts'

export type Versions = { readonly kernel: number; readonly protocol: number }

export const ownVersions: Versions = { kernel: KERNEL_VERSION, protocol: protocolVersion }

export const supports = ({ kernel, protocol }: Versions): boolean =>
  kernel === ownVersions.kernel && protocol === ownVersions.protocol

/** What a person reads whose software cannot go on; undefined: it can. */
export function versionFault(wanted: Versions): string | undefined {
  if (supports(wanted)) return undefined
  const { kernel, protocol } = ownVersions
  return `the run goes on with kernel version ${wanted.kernel} and protocol version ${wanted.protocol}, this software has ${kernel} and ${protocol}: install the release that its operator names, and join again`
}
