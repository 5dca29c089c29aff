/**
 * Follows the data of a run: no batch counts twice, and each that was ever dealt out has been trained, is being trained, or waits in the
 * queue that the log shows. Constant cost a batch.
 */
import { stageOf } from '../../coordinator/epoch.ts'
import { countOf, numbersOf } from '../../coordinator/ranges.ts'
import { batchesOf } from '../../coordinator/slots.ts'
import type { OpenRound, View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'

export type Samples = {
  /** `restarted`: the entry between the two took another state. */
  readonly entry: (last: View, view: View, restarted: boolean) => void
}

/** Grows; one bit a batch. */
function createBits() {
  let bits = new Uint8Array(64)
  let count = 0
  const has = (i: number) => (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1
  return {
    has,
    count: () => count,
    add: (i: number) => {
      if (has(i)) return
      if (i >> 3 >= bits.length) {
        const more = new Uint8Array(2 * ((i >> 3) + 1))
        more.set(bits)
        bits = more
      }
      bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7))
      count++
    },
    clear: () => {
      bits.fill(0)
      count = 0
    },
  }
}

export function createSamples(broken: (what: string) => void): Samples {
  const done = createBits()
  let leftOut = 0
  const closed = (open: OpenRound, view: View) => {
    const nameOf = (member: string, payload: Uint8Array) => `${member} ${toHex(payload)}`
    const accepted = new Set(
      view.lastClosed?.contributions.map((c) => nameOf(c.member, c.payloadHash)),
    )
    const dealt = new Set(batchesOf(open))
    for (const { signer, message } of open.closed?.commitments ?? []) {
      if (!accepted.has(nameOf(signer, message.payloadHash))) continue
      for (const batch of [...message.batches, ...message.dropped]) {
        if (done.has(batch)) broken(`batch ${batch} counts twice, again in round ${open.round}`)
        if (!dealt.has(batch)) broken(`batch ${batch} was not dealt out in round ${open.round}`)
        done.add(batch)
      }
    }
  }
  /** After the run went to another state: what is neither waiting nor open was trained before. */
  const rebuild = (view: View) => {
    done.clear()
    leftOut = 0
    const waiting = new Set(numbersOf(view.queue))
    for (let i = 0; i < view.cursor; i++) if (!waiting.has(i)) done.add(i)
  }
  return {
    entry: (last, view, restarted) => {
      const { lastClosed, open, next, cursor, queue, trained } = view
      if (restarted || trained < last.trained || cursor < last.cursor) rebuild(view)
      if (lastClosed !== last.lastClosed && last.open !== undefined && lastClosed?.void === false)
        closed(last.open, view)
      if (open === last.open && next === last.next && queue === last.queue) return
      // What came back too late for its stage is left out with it: the stage has its rounds, and no more.
      const { firstBatch } = stageOf(view)
      if (open !== undefined && last.open === undefined)
        for (; leftOut < firstBatch; leftOut++) done.add(leftOut)
      const dealt = [open, next].flatMap((round) => (round === undefined ? [] : batchesOf(round)))
      const known = done.count() + countOf(queue) + dealt.length
      if (known === cursor) return
      const what = known < cursor ? 'were passed over' : 'are there twice'
      broken(`${Math.abs(cursor - known)} batches ${what} before round ${view.round}`)
    },
  }
}
