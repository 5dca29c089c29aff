/** The rounds of the state file's tests, and the process that applies them until it is killed. */
import { prepareUpdate } from '../../kernels/demo/aggregate.ts'
import { floatBits } from '../../kernels/demo/config.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { openStateFile } from '../../node/store/state-file.ts'
import { chance, randomVotes } from '../kernels/demo/chance.ts'

export const table = tensorTable([
  { name: 'embed', shape: [640, 256] },
  { name: 'norm', shape: [256] },
  { name: 'up', shape: [512, 512] },
])
export const topK = 8
export const settings = { etaBits: floatBits(0.01), lambdaBits: floatBits(0.1), tau: 0 }
const windowElements = 16_384
export const journalled = 200_000

export function round(seed: number) {
  const next = chance(seed)
  const contributions = [1, 3].map((weight) => ({ votes: randomVotes(table, topK, next), weight }))
  const prepared = prepareUpdate(table, topK, contributions, settings, windowElements)
  if (!prepared.ok) throw new Error(prepared.code)
  return { contributions, update: prepared.update }
}

/** Applies round after round, a line at each. */
export async function applyForEver(path: string): Promise<void> {
  const file = await openStateFile(path, table.params, journalled)
  for (let step = file.step() + 1; ; step++) {
    await file.apply(step, round(step).update)
    process.stdout.write(`${step}\n`)
  }
}
