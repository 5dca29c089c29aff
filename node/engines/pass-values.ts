/**
 * What a pass has between its programs, by name: on the host, or on the device where that has memory of its own.
 *
 * Invariant: a value on the device is released when its name gets another, is dropped, or the pass ends. Host arrays are kept for
 * the next pass.
 */
import { type Shape, sizeOf } from '../../kernels/graph/ops.ts'
import type { Scratch } from './arrays.ts'
import type { Feed, HostArray, Resident, Runner, Session } from './runner.ts'

export type Value = { readonly name: string; readonly shape: Shape }

export type PassValues = {
  /** What a program is fed with: the value on the device, else that on the host. */
  readonly feed: (value: Value) => Feed
  /** The value's array on the host, to be filled. */
  readonly host: (value: Value) => Float32Array
  /**
   * Runs a session. `values`: what its outputs become, of a session that was compiled with `stay` for them; one of them may
   * replace a value that is fed. Gives what else stays on the device.
   */
  readonly run: (
    session: Session,
    feeds: Readonly<Record<string, Feed>>,
    results: Readonly<Record<string, HostArray>>,
    values: Readonly<Record<string, Value>>,
  ) => Promise<Readonly<Record<string, Resident>>>
  /** Outputs that stay on the device. */
  readonly stay: (outputs: readonly string[]) => readonly string[]
  /** Takes a value from the device; the one on the host, if there is one, is fed from then on. */
  readonly drop: (value: Value) => void
  /** At the end of a pass, and after a failure. */
  readonly clear: () => void
}

export function createPassValues({ ownMemory }: Runner, scratch: Scratch): PassValues {
  return ownMemory ? onDevice(scratch) : onHost(scratch)
}

function onHost(scratch: Scratch): PassValues {
  const host = ({ name, shape }: Value) => scratch.floats(name, sizeOf(shape))
  return {
    feed: host,
    host,
    run: async (session, feeds, results, values) => {
      const outputs: Record<string, HostArray> = { ...results }
      const replaced: (readonly [string, string])[] = []
      for (const [output, value] of Object.entries(values)) {
        const target = host(value)
        // A program may not write what it reads.
        const fed = Object.values(feeds).includes(target)
        const spare = `new ${output}`
        if (fed) replaced.push([value.name, spare])
        outputs[output] = fed ? scratch.floats(spare, target.length) : target
      }
      await session.run(feeds, outputs)
      for (const [name, spare] of replaced) scratch.swap(name, spare)
      return {}
    },
    stay: () => [],
    drop: () => {},
    clear: () => {},
  }
}

function onDevice(scratch: Scratch): PassValues {
  const held = new Map<string, Resident>()
  const host = ({ name, shape }: Value) => scratch.floats(name, sizeOf(shape))
  const drop = ({ name }: Value) => {
    held.get(name)?.release()
    held.delete(name)
  }
  return {
    feed: (value) => held.get(value.name) ?? host(value),
    host,
    run: async (session, feeds, results, values) => {
      const found = { ...(await session.run(feeds, results)) }
      for (const [output, value] of Object.entries(values)) {
        drop(value)
        held.set(value.name, found[output] as Resident)
        delete found[output]
      }
      return found
    },
    stay: (outputs) => outputs,
    drop,
    clear: () => {
      for (const resident of held.values()) resident.release()
      held.clear()
    },
  }
}
