/**
 * Gradients of several micro-batches added up: on the host, or where they were computed, so that one sum comes to the host and not
 * every part.
 *
 * Invariant: the same fp32 additions in the same order either way.
 */
import { add, createGraph, input } from '../../kernels/graph/build.ts'
import { type Node, type Program, sizeOf } from '../../kernels/graph/ops.ts'
import { addInto, type Scratch } from './arrays.ts'
import type { Feed, HostArray, Resident, Runner, Tensors } from './runner.ts'
import type { Sessions } from './sessions.ts'

export type PartSums = {
  /** Outputs that a session which computes a part is compiled to leave on the device. */
  readonly stay: readonly string[]
  /** Where a run writes the next part. */
  readonly results: () => Readonly<Record<string, HostArray>>
  /** Adds what that run wrote, or left on the device, which is taken over. */
  readonly add: (parts: Parts) => Promise<void>
  /** After at least one part: writes the sums where they are wanted. */
  readonly finish: () => Promise<void>
  /** Releases what the device holds: at the end, and after a failure. */
  readonly release: () => void
}

type Parts = Readonly<Record<string, Resident>>

type Place = { readonly runner: Runner; readonly sessions: Sessions; readonly scratch: Scratch }

/**
 * Sums of `tensors` over `count` parts, in `targets`. `key` names the sessions: the same for the same tensors. A single part
 * goes to the host at once.
 */
export function createPartSums(
  place: Place,
  key: string,
  tensors: Tensors,
  targets: Readonly<Record<string, Float32Array>>,
  count: number,
): PartSums {
  return place.runner.ownMemory && count > 1
    ? onDevice(place.sessions, key, tensors, targets)
    : onHost(place, key, tensors, targets)
}

function onHost(
  { runner, sessions, scratch }: Place,
  key: string,
  tensors: Tensors,
  targets: Readonly<Record<string, Float32Array>>,
): PartSums {
  let parts: Record<string, Float32Array> | undefined
  const createParts = () => {
    const flat = scratch.floats(
      'part',
      tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    )
    const found: Record<string, Float32Array> = {}
    let at = 0
    for (const { name, shape } of tensors) {
      found[name] = flat.subarray(at, at + sizeOf(shape))
      at += sizeOf(shape)
    }
    return found
  }
  let added = 0
  return {
    stay: [],
    results: () => {
      // The first is written where the sum will be.
      if (added === 0) return targets
      parts ??= createParts()
      return parts
    },
    add: async () => {
      added += 1
      if (added === 1) return
      if (!runner.addsInPlace) {
        for (const { name } of tensors)
          addInto(targets[name] as Float32Array, parts?.[name] as Float32Array)
        return
      }
      const session = await sessions.get(`sum of ${key}`, () => sumProgram(tensors, true))
      await session.run(addends(tensors, targets, parts), targets)
    },
    finish: async () => {},
    release: () => {},
  }
}

function onDevice(
  sessions: Sessions,
  key: string,
  tensors: Tensors,
  targets: Readonly<Record<string, Float32Array>>,
): PartSums {
  const names = tensors.map(({ name }) => name)
  let sums: Parts | undefined
  return {
    stay: names,
    results: () => ({}),
    add: async (parts) => {
      const before = sums
      if (before === undefined) {
        sums = parts
        return
      }
      try {
        const session = await sessions.get(`sum of ${key}`, () => sumProgram(tensors, true), names)
        sums = await session.run(addends(tensors, before, parts), {})
        releaseAll(before)
      } finally {
        releaseAll(parts)
      }
    },
    finish: async () => {
      const session = await sessions.get(`${key} to host`, () => sumProgram(tensors, false))
      await session.run(addends(tensors, sums), targets)
    },
    release: () => {
      releaseAll(sums)
      sums = undefined
    },
  }
}

export function releaseAll(parts: Parts = {}): void {
  for (const part of Object.values(parts)) part.release()
}

/** What `sumProgram` is fed with. */
function addends(
  tensors: Tensors,
  sums: Readonly<Record<string, Feed>> = {},
  parts: Readonly<Record<string, Feed>> = {},
): Record<string, Feed> {
  const feeds: Record<string, Feed> = {}
  for (const { name } of tensors) {
    feeds[`sum ${name}`] = sums[name] as Feed
    if (parts[name] !== undefined) feeds[`part ${name}`] = parts[name]
  }
  return feeds
}

/** 'sum <name>', with 'part <name>' added to it or as it is. */
function sumProgram(tensors: Tensors, adds: boolean): Program {
  const graph = createGraph()
  const outputs: Record<string, Node> = {}
  for (const { name, shape } of tensors) {
    const sum = input(graph, `sum ${name}`, shape)
    outputs[name] = adds ? add(sum, input(graph, `part ${name}`, shape)) : sum
  }
  return { name: adds ? 'sum' : 'sum to host', outputs }
}
