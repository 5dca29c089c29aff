/**
 * Versions of kernels and protocol: in which of them this software computes and speaks the same as everybody else, and what is said
 * where a run wants others.
 *
 * Invariant: nobody decides, trains or applies in a version that is not its own.
 */
import { KERNEL_VERSION } from '../kernels/demo/aggregate.ts'
import { protocolVersion } from '../proto/wire.ts'

export type Versions = { readonly kernel: number; readonly protocol: number }

export const ownVersions: Versions = { kernel: KERNEL_VERSION, protocol: protocolVersion }

export const sameVersions = (a: Versions, b: Versions): boolean =>
  a.kernel === b.kernel && a.protocol === b.protocol

/** What a person reads whose software, of the versions `own`, cannot go on; undefined: it can. */
export function versionFault(own: Versions, wanted: Versions): string | undefined {
  if (sameVersions(own, wanted)) return undefined
  return `the run wants kernel version ${wanted.kernel} and protocol version ${wanted.protocol}, this software has ${own.kernel} and ${own.protocol}: install the release that has them, and start again`
}

/** What a person reads whose software cannot even read what was written in this version of the protocol. */
export const protocolFault = (protocol: number, own: Versions = ownVersions): string =>
  `this is written in protocol version ${protocol}, this software has ${own.protocol}: use the release that wrote it`

/** The answer to somebody of other versions: the code, and which ones the run wants. */
export const versionCode = ({ kernel, protocol }: Versions): string =>
  `version ${kernel} ${protocol}`

/** The versions that such an answer names; undefined for any other answer. */
export function wantedVersions(code: string): Versions | undefined {
  const [, kernel, protocol] = /^version (\d{1,10}) (\d{1,10})$/.exec(code) ?? []
  if (kernel === undefined || protocol === undefined) return undefined
  return { kernel: Number(kernel), protocol: Number(protocol) }
}
