/** Whether all replicas of a finished demo, and the replayed checkpoint, are the same bytes. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Sameness = {
  readonly replicas: readonly string[]
  readonly replicasIdentical: boolean
  readonly replayIdentical: boolean
}

/** Compares `<out>/replicas/<name>.safetensors` of every survivor and the coordinator, and the two checkpoints' tensors. */
export function compareFiles(out: string, names: readonly string[]): Sameness {
  const replicas = ['coordinator', ...names].map((name) =>
    join(out, 'replicas', `${name}.safetensors`),
  )
  const [first, ...others] = replicas
  const same = (a: string, b: string) =>
    existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b))
  return {
    replicas,
    replicasIdentical: others.length > 0 && others.every((path) => same(first as string, path)),
    replayIdentical: same(
      join(out, 'checkpoint', 'model.safetensors'),
      join(out, 'replayed', 'model.safetensors'),
    ),
  }
}
