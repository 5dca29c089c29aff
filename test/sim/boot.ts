/** The machine of a simulated process that starts, on what its disk holds. */
import type { FoldedLog } from '../../coordinator/fold-log.ts'
import { newestRoot, originsOf } from '../../coordinator/origin.ts'
import type { SignedCommitment } from '../../coordinator/types.ts'
import { createMember } from '../../node/roles/member.ts'
import type { MemberMachine } from '../../node/roles/types.ts'
import type { MemberSetup } from './local.ts'

type Folded = Extract<FoldedLog, { readonly ok: true }>

export function bootMachine(setup: MemberSetup): MemberMachine {
  const { crypto, disk } = setup
  if (disk.log.length === 0) disk.log.push(setup.first)
  const folded = setup.memory.foldLog(disk.log)
  if (!folded.ok) throw new Error(`stored log: ${folded.code} at ${folded.index}`)
  const recorded = [...disk.records.values()].flatMap((record) => {
    const opened = setup.memory.open(record, folded.view.runId)
    return opened.ok ? [opened.signed as SignedCommitment] : []
  })
  return createMember({
    hash: crypto.hash,
    verify: crypto.verify,
    self: crypto.self,
    sign: crypto.sign,
    fold: setup.memory.fold,
    view: folded.view,
    ...beginningOf(setup, folded),
    recorded,
    role: setup.role,
    introduction: {
      name: setup.name,
      addresses: [],
      engine: 'simulated',
      threads: 1,
      invite: new Uint8Array(0),
    },
    versions: setup.versions,
  })
}

/** As of the real coordinator's replica (node/run/observer.ts). */
function beginningOf({ role, disk, crypto }: MemberSetup, { view, history }: Folded) {
  const holds = (root: string | undefined) => root === undefined || disk.blobs.has(root)
  if (role !== 'observer' || holds(newestRoot(view))) return { history }
  const found = originsOf(crypto, disk.log)
  const origin = found.origins.find(({ root }) => holds(root))
  if (origin === undefined) return { history }
  return { origin, history: found.history.filter(({ step }) => step >= origin.step) }
}
