/** What this machine and this process are and use: cores, memory, disk, CPU seconds. Read, never guessed. */
import { stat, statfs } from 'node:fs/promises'
import { availableParallelism, cpus, freemem, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import { codeOf } from '../coded-error.ts'

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

/** Bytes that this user may still write where `path` is, or will be. */
export async function freeDiskBytes(path: string): Promise<number> {
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      await stat(at)
      const { bavail, bsize } = await statfs(at)
      return bavail * bsize
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || at === dirname(at)) throw error
    }
  }
}

/** CPU seconds of this process so far, all its threads together. */
export function usedCpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
