/**
 * What the engine core (core.ts) asks of a library: compile a program, run it on host arrays and on values that the device keeps.
 *
 * Each library is one implementation: reference-runner.ts, onnx-runner.ts, tfjs-runner.ts. Host arrays are read and written in place
 * where the library can. Invariant: a resident value is used by the runner that made it and no other, and released once.
 */
import type { Program, Shape } from '../../kernels/graph/ops.ts'

export type HostArray = Float32Array | Int32Array

/** A value that stays where the runner computes. */
export type Resident = { readonly value: unknown; readonly release: () => void }

export type Feed = HostArray | Resident

export type Session = {
  /** Feeds every input of the program, fills the arrays of its outputs, and gives those that were compiled to stay. */
  readonly run: (
    feeds: Readonly<Record<string, Feed>>,
    results: Readonly<Record<string, HostArray>>,
  ) => Promise<Readonly<Record<string, Resident>>>
  readonly release: () => Promise<void>
}

export type Tensors = readonly { readonly name: string; readonly shape: Shape }[]

/** Arrays on the device, to feed by name; a runner that computes in host memory gives the arrays themselves. */
export type Held = { readonly feeds: Readonly<Record<string, Feed>>; readonly release: () => void }

export type Runner = {
  readonly name: string
  readonly precision: string
  /** Whether it computes in memory of its own, so that what stays there saves a way to the host and back. */
  readonly ownMemory: boolean
  /** Whether that it computes in is not the host's, so that what a pass takes there counts by itself. */
  readonly apart: boolean
  /** Whether it adds host arrays, one of which takes the sum, faster than a loop on the host. */
  readonly addsInPlace?: boolean
  /** Least queries of a part of attention (kernels/model/layer.ts), where an operation more costs more than a part spares. */
  readonly partQueries?: number
  /** What its allocator has beyond what is alive, as a share of it (kernels/model/memory.ts). */
  readonly spare?: number
  /** Batches are computed together up to so many tokens; default: each by itself. */
  readonly joinTokens?: number
  /** `stay`: outputs that are not written to host arrays but stay on the device, as feeds for other sessions. */
  readonly compile: (program: Program, stay?: readonly string[]) => Promise<Session>
  /** Uploads once what many runs read: the parameters of a round. */
  readonly hold: (tensors: Tensors, arrays: Readonly<Record<string, HostArray>>) => Promise<Held>
  readonly close: () => Promise<void>
}

/** For runners that compute in host memory: nothing moves. */
export const holdInPlace: Runner['hold'] = async (_, feeds) => ({ feeds, release: () => {} })

export function isResident(feed: Feed): feed is Resident {
  return !ArrayBuffer.isView(feed)
}
