/**
 * That onnxruntime-node writes a program's outputs where they are wanted on the CPU, and is kept from copying them once more.
 *
 * It rests on what one version of the library does (`withUnreadable` in onnx-runner.ts), so another version may break it silently.
 */
import ort from 'onnxruntime-node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createGraph, input, mul, scalar } from '../../kernels/graph/build.ts'
import { lowerToOnnx } from '../../kernels/graph/onnx.ts'
import { addInto, createScratch } from '../../node/engines/arrays.ts'
import { encodeOnnx } from '../../node/engines/onnx-proto.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import { createPartSums } from '../../node/engines/part-sums.ts'
import { createSessions } from '../../node/engines/sessions.ts'

const SIZE = 2 ** 20
const graph = createGraph()
const x = input(graph, 'x', [SIZE])
const program = {
  name: 'twice and thrice',
  outputs: { twice: mul(x, scalar(graph, 2)), thrice: mul(x, scalar(graph, 3)) },
}
const values = Float32Array.from({ length: SIZE }, (_, i) => i % 1000)
const arrays = () => ({ twice: new Float32Array(SIZE), thrice: new Float32Array(SIZE) })

afterEach(() => vi.restoreAllMocks())

/** What the library hands out of each run: bytes that it allocated for outputs. */
function watchLibrary(): { handedOut: number; runs: number } {
  const seen = { handedOut: 0, runs: 0 }
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as (
    model: Uint8Array,
    options?: ort.InferenceSession.SessionOptions,
  ) => Promise<ort.InferenceSession>
  vi.spyOn(ort.InferenceSession, 'create').mockImplementation(async (...given) => {
    const [model, options] = given as unknown as Parameters<typeof create>
    const session = await create(model, options)
    const run = session.run.bind(session) as (
      feeds: ort.InferenceSession.FeedsType,
      fetches: ort.InferenceSession.FetchesType,
    ) => Promise<ort.InferenceSession.ReturnType>
    const watched = async (...call: Parameters<typeof run>) => {
      seen.runs += 1
      const found = await run(...call)
      for (const tensor of Object.values(found))
        seen.handedOut += (tensor.data as Float32Array).byteLength
      return found
    }
    return Object.assign(session, { run: watched })
  })
  return seen
}

describe('outputs on the CPU', () => {
  it('are written in place, and nothing is copied to be handed out', async () => {
    const seen = watchLibrary()
    const runner = createOnnxRunner({ device: 'cpu', threads: 1 })
    const session = await runner.compile(program)
    const shared = { ...arrays(), twice: new Float32Array(new SharedArrayBuffer(4 * SIZE)) }
    for (let i = 0; i < 2; i++) {
      shared.twice.fill(0)
      shared.thrice.fill(0)
      await session.run({ x: values }, shared)
      for (const at of [0, 1, 999, SIZE - 1]) {
        expect(shared.twice[at]).toBe(2 * (values[at] as number))
        expect(shared.thrice[at]).toBe(3 * (values[at] as number))
      }
    }
    await session.release()
    await runner.close()
    expect(seen).toEqual({ runs: 2, handedOut: 0 })
  })

  it('would be copied otherwise: when this fails, withUnreadable can go', async () => {
    const session = await ort.InferenceSession.create(encodeOnnx(lowerToOnnx(program)))
    const wanted = arrays()
    const found = await session.run(
      { x: new ort.Tensor('float32', values, [SIZE]) },
      {
        twice: new ort.Tensor('float32', wanted.twice, [SIZE]),
        thrice: new ort.Tensor('float32', wanted.thrice, [SIZE]),
      },
    )
    expect(wanted.twice[999]).toBe(2 * 999)
    const { twice } = found as { readonly twice: ort.Tensor }
    expect((twice.data as Float32Array).buffer).not.toBe(wanted.twice.buffer)
    await session.release()
  })

  it('may take the place of what is read where parts are added up, to the same bits as a loop', async () => {
    const runner = createOnnxRunner({ device: 'cpu', threads: 2 })
    const place = {
      runner,
      sessions: createSessions(runner),
      scratch: createScratch((length) => new Float32Array(length)),
    }
    const tensors = [
      { name: 'large', shape: [1024, SIZE / 1024] },
      { name: 'small', shape: [7] },
    ]
    const create = () => ({ large: new Float32Array(SIZE), small: new Float32Array(7) })
    const [sums, expected] = [create(), create()]
    const parts = createPartSums(place, 'test', tensors, sums, 3)
    for (let part = 0; part < 3; part++) {
      const results = parts.results() as ReturnType<typeof create>
      for (const name of ['large', 'small'] as const) {
        results[name].forEach((_, i) => {
          results[name][i] = Math.sin(i + part) * 10 ** part
        })
        if (part === 0) expected[name].set(results[name])
        else addInto(expected[name], results[name])
      }
      await parts.add({})
    }
    await place.sessions.release()
    await runner.close()
    expect(sums).toEqual(expected)
  })
})
