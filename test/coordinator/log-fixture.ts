/** A real log of a simulated run, and the tools to change it as its coordinator could. */
import type { Entry, EntryKind } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { simulate } from '../sim/simulate.ts'

export const seed = 5
export const coordinator = simulatedCrypto(seed, 0)
export const stranger = simulatedCrypto(seed, 50)

/** A real log: rounds, a member that is killed, one that joins, snapshots. */
function makeLog(): readonly Uint8Array[] {
  const net = simulate({ nodes: 4, rounds: 8, seed, config: { checkpointEvery: 3 } })
  net.until(() => net.coordinator().state().view.step >= 3)
  net.members[1]?.kill()
  net.add().start()
  net.until(net.finished)
  return net.log()
}
export const log = makeLog()
export const open = (envelope: Uint8Array) => {
  const opened = openEnvelope(envelope, coordinator.verify, undefined)
  if (!opened.ok) throw new Error(opened.code)
  const { message, runId, body } = opened.signed
  return { entry: message as Entry, runId, hash: coordinator.hash(body) }
}
export const reseal = (
  envelope: Uint8Array,
  change: (entry: Entry) => Entry,
  signer = coordinator,
) => {
  const { entry, runId } = open(envelope)
  return sealMessage(runId, change(entry), signer).envelope
}
export const replaced = (index: number, envelope: Uint8Array) =>
  log.map((e, i) => (i === index ? envelope : e))
export const firstOf = (type: EntryKind['type'], from = 0) =>
  log.findIndex((envelope, i) => i >= from && open(envelope).entry.kind.type === type)
export const withKind =
  (change: (kind: never) => object) =>
  (entry: Entry): Entry => ({
    ...entry,
    kind: { ...entry.kind, ...change(entry.kind as never) } as EntryKind,
  })
