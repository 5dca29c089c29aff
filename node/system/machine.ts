/** What this machine is: cores and memory. Read, never guessed. */
import { availableParallelism, cpus, freemem, totalmem } from 'node:os'

export type Machine = {
  readonly cores: number
  readonly cpu: string
  readonly memoryBytes: number
  readonly freeMemoryBytes: number
  readonly platform: string
  readonly node: string
}

export function describeMachine(): Machine {
  const limit = process.constrainedMemory()
  const total = totalmem()
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    // 0 or an absurd number means: no limit of a container.
    memoryBytes: limit > 0 && limit < total ? limit : total,
    freeMemoryBytes: limit > 0 && limit < total ? process.availableMemory() : freemem(),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
  }
}
