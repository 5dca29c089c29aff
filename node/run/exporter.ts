/**
 * Writes the coordinator's model to its folder when the machine asks for it and the replica stands where it was asked for.
 *
 * Invariant: one export at a time; what is written is the state after exactly that step, or nothing.
 */
export type Wish = { readonly step: number; readonly last: boolean }

export type Exporter = {
  /** The model after a step is wanted; a later wish replaces one that waits. */
  readonly want: (wish: Wish) => void
  /** The replica stands after `step`. */
  readonly reached: (step: number) => void
}

export type ExporterParts = {
  /** `isStill`: whether the replica stands where it stood; asked before the folder is put in place. */
  readonly write: (wish: Wish, isStill: () => boolean) => Promise<void>
  readonly onDone: (step: number) => void
  readonly onFault: (error: unknown) => void
}

export function createExporter({ write, onDone, onFault }: ExporterParts): Exporter {
  let wanted: Wish | undefined
  let at = -1
  let busy = false
  const work = async () => {
    while (wanted !== undefined && wanted.step === at) {
      const wish = wanted
      wanted = undefined
      await write(wish, () => at === wish.step)
      onDone(wish.step)
    }
  }
  const start = () => {
    if (busy || wanted?.step !== at) return
    busy = true
    work()
      .catch(onFault)
      .finally(() => {
        busy = false
        // A wish that came after the last look, before this.
        start()
      })
  }
  return {
    want: (wish) => {
      wanted = wish
      start()
    },
    reached: (step) => {
      at = step
      start()
    },
  }
}
