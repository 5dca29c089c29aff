/**
 * Counts what a runner moves between the host and its device, and which values stay there.
 */
import { type Program, programInputs } from '../../kernels/graph/ops.ts'
import type { Feed, HostArray, Resident, Runner, Session } from '../../node/engines/runner.ts'
import { isResident } from '../../node/engines/runner.ts'

export type Moved = {
  /** Bytes of arrays that programs were fed with, and of those that they filled. */
  toDevice: number
  toHost: number
  /** Bytes uploaded by `hold`. */
  held: number
  /** Values that stay on the device now, and at most. */
  staying: number
  most: number
  /** By program: outputs that went to the host. */
  readonly outputs: Map<string, Set<string>>
  /** By program: inputs that came from the host. */
  readonly inputs: Map<string, Set<string>>
}

export function countingRunner(runner: Runner): { readonly runner: Runner; readonly moved: Moved } {
  const moved: Moved = {
    toDevice: 0,
    toHost: 0,
    held: 0,
    staying: 0,
    most: 0,
    outputs: new Map(),
    inputs: new Map(),
  }
  const counted: Runner = {
    ...runner,
    compile: async (program, stay) => {
      const session = await runner.compile(program, stay)
      return { ...session, run: (feeds, results) => run(moved, program, session, feeds, results) }
    },
    hold: (tensors, arrays) => {
      for (const { name } of tensors) moved.held += (arrays[name] as HostArray).byteLength
      return runner.hold(tensors, arrays)
    },
  }
  return { runner: counted, moved }
}

async function run(
  moved: Moved,
  program: Program,
  session: Session,
  feeds: Readonly<Record<string, Feed>>,
  results: Readonly<Record<string, HostArray>>,
): Promise<Readonly<Record<string, Resident>>> {
  for (const { attributes } of programInputs(program)) {
    const feed = feeds[attributes.name] as Feed
    if (isResident(feed)) continue
    moved.toDevice += feed.byteLength
    note(moved.inputs, program.name, attributes.name)
  }
  for (const [name, array] of Object.entries(results)) {
    moved.toHost += array.byteLength
    note(moved.outputs, program.name, name)
  }
  const found: Record<string, Resident> = {}
  for (const [name, resident] of Object.entries(await session.run(feeds, results))) {
    moved.staying += 1
    let released = false
    const release = () => {
      if (released) throw new Error(`'${name}' of ${program.name} is released twice`)
      released = true
      moved.staying -= 1
      resident.release()
    }
    found[name] = { value: resident.value, release }
  }
  moved.most = Math.max(moved.most, moved.staying)
  return found
}

function note(names: Map<string, Set<string>>, program: string, name: string): void {
  const known = names.get(program) ?? new Set()
  known.add(name)
  names.set(program, known)
}
