/** Exports of the coordinator's replica: one at a time, each of the step that was asked for. */
import { describe, expect, it } from 'vitest'
import { createExporter, type Wish } from '../../node/run/exporter.ts'

function harness() {
  const written: number[] = []
  const done: number[] = []
  const faults: string[] = []
  const gates: (() => void)[] = []
  let running = 0
  const exporter = createExporter({
    write: async ({ step }: Wish, isStill) => {
      running++
      expect(running).toBe(1)
      await new Promise<void>((open) => gates.push(open))
      running--
      if (!isStill()) throw new Error(`overtaken at ${step}`)
      written.push(step)
    },
    onDone: (step) => done.push(step),
    onFault: (error) => faults.push((error as Error).message),
  })
  /** Lets the export under way end, and everything that follows at once. */
  const finish = async () => {
    gates.shift()?.()
    await new Promise((later) => setImmediate(later))
  }
  return { exporter, written, done, faults, finish, waiting: () => gates.length }
}

describe('the exporter', () => {
  it('writes when the replica reaches the step, whichever comes first', async () => {
    const { exporter, written, done, finish } = harness()
    exporter.want({ step: 4, last: false })
    exporter.reached(3)
    await finish()
    expect(written).toEqual([])
    exporter.reached(4)
    await finish()
    exporter.reached(6)
    exporter.want({ step: 6, last: true })
    await finish()
    expect(written).toEqual([4, 6])
    expect(done).toEqual([4, 6])
  })

  it('writes one at a time, and what is wanted meanwhile afterwards', async () => {
    const { exporter, written, finish, waiting } = harness()
    exporter.reached(2)
    exporter.want({ step: 2, last: false })
    exporter.want({ step: 2, last: true })
    expect(waiting()).toBe(1)
    await finish()
    await finish()
    expect(written).toEqual([2, 2])
  })

  it('leaves alone what was overtaken, says so, and can be asked again', async () => {
    const { exporter, written, faults, finish } = harness()
    exporter.reached(2)
    exporter.want({ step: 2, last: false })
    exporter.reached(3)
    await finish()
    expect(written).toEqual([])
    expect(faults).toEqual(['overtaken at 2'])
    exporter.want({ step: 3, last: false })
    await finish()
    expect(written).toEqual([3])
  })
})
