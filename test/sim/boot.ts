/** The machine of a simulated process that starts, on what its disk holds. */
import type { SignedCommitment } from '../../coordinator/types.ts'
import { createMember } from '../../node/roles/member.ts'
import type { MemberMachine } from '../../node/roles/types.ts'
import type { MemberSetup } from './local.ts'

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
    history: folded.history,
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
