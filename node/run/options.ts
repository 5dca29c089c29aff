/** What the three long commands are asked for; node/commands turns flags into these. */
import type { Mode } from '../../kernels/model/memory.ts'
import type { EngineChoice } from '../engines/kinds.ts'

export type OutputOptions = { readonly json: boolean; readonly quiet: boolean }

export type CoordinateOptions = OutputOptions & {
  readonly runFile: string
  readonly home: string | undefined
  readonly listen: readonly string[]
  readonly announce: readonly string[]
  /** Replaces the run file's base. */
  readonly base: string | undefined
  /** Where the checkpoint goes; undefined: `<home>/checkpoint`. */
  readonly checkpoint: string | undefined
  readonly exportReplica: string | undefined
  /** The operator's public key in hex, or its key file; undefined: a key is made in the run's folder. */
  readonly operatorKey: string | undefined
}

/** How a training pass runs (kernels/model/memory.ts). */
export type ComputeOptions = {
  readonly activations: 'auto' | Mode
  /** What a pass may take besides the parameters; undefined: half of what is free. */
  readonly memoryBytes: number | undefined
  /** Of a GPU's own memory; undefined: four fifths of what is free there, where that is known. */
  readonly deviceBytes: number | undefined
  /** Of matrix products. */
  readonly precision: 'f32' | 'f16'
}

export type JoinOptions = OutputOptions & {
  readonly compute: ComputeOptions
  readonly address: string
  readonly home: string | undefined
  readonly name: string | undefined
  /** Undefined: half of the machine's cores, at least one. */
  readonly threads: number | undefined
  /** How long an unreachable coordinator is tried for. */
  readonly patienceMs: number
  readonly engine: EngineChoice['engine']
  readonly device: EngineChoice['device']
  readonly listen: readonly string[]
  readonly announce: readonly string[]
  readonly exportReplica: string | undefined
}

export type ReplayOptions = OutputOptions & {
  readonly folder: string
  /** Step of a logged checkpoint, 0: the base; undefined: the first whose payloads are kept. */
  readonly from: number | undefined
  readonly out: string | undefined
  /** Folder of archived segments; undefined: where the coordinator put them, or `<folder>/archive`. */
  readonly archive: string | undefined
}
