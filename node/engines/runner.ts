/**
 * What the engine core (core.ts) asks of a library: compile a program, run it on host arrays.
 *
 * Each library is one implementation: reference-runner.ts, onnx-runner.ts. Arrays are read and written in place.
 */
import type { Program } from '../../kernels/graph/ops.ts'

export type HostArray = Float32Array | Int32Array

export type Session = {
  /** Feeds every input of the program and fills the arrays of all its outputs. */
  readonly run: (
    feeds: Readonly<Record<string, HostArray>>,
    results: Readonly<Record<string, HostArray>>,
  ) => Promise<void>
  readonly release: () => Promise<void>
}

export type Runner = {
  readonly name: string
  readonly precision: string
  readonly compile: (program: Program) => Promise<Session>
  readonly close: () => Promise<void>
}
