/** `murmur log show`: the entries of a log for people, or one JSON object a line; all, or those of a round, a kind, a member. */
import type { FoldedEntry } from '../../../coordinator/fold-log.ts'
import type { View } from '../../../coordinator/types.ts'
import { entryTimeMs } from '../../../coordinator/view.ts'
import { kindRules } from '../../../proto/schema.ts'
import { fail } from '../../coded-error.ts'
import { describeEntry, entryJson, membersOf, roundOf } from './describe.ts'
import { followLog, openFolderLog, readerRules } from './read.ts'

export type ShowFilter = {
  readonly round?: number | undefined
  /** As `log show --json` names it. */
  readonly kind?: string | undefined
  /** A name, or the first digits of a key. */
  readonly member?: string | undefined
}

export async function showLog(
  folder: string,
  filter: ShowFilter & { readonly json: boolean },
  print: (line: string) => void,
): Promise<void> {
  const { kind, json } = filter
  if (kind !== undefined && !Object.hasOwn(kindRules, kind))
    fail('E_USAGE', `there is no kind ${kind}`, `Kinds: ${Object.keys(kindRules).join(', ')}.`)
  const log = openFolderLog(folder)
  try {
    for await (const step of followLog(log, readerRules())) {
      if (!isWanted(step, filter)) continue
      const { message } = step.signed
      const time = new Date(entryTimeMs(message)).toISOString()
      print(
        json
          ? JSON.stringify(entryJson(step.signed))
          : `${String(message.index).padStart(6)}  ${time}  ${describeEntry(message, step.view)}`,
      )
    }
  } finally {
    await log.close()
  }
}

function isWanted({ signed, view }: FoldedEntry, { round, kind, member }: ShowFilter): boolean {
  const { message } = signed
  if (round !== undefined && roundOf(message) !== round) return false
  if (kind !== undefined && message.kind.type !== kind) return false
  return member === undefined || membersOf(message).some((id) => isNamed(view, id, member, signed))
}

/** A member that leaves is not in the view any more, so admissions are looked up in the entry too. */
function isNamed(view: View, id: string, wanted: string, { message }: FoldedEntry['signed']) {
  if (id.startsWith(wanted.toLowerCase())) return true
  if (view.members.get(id)?.name === wanted) return true
  const { kind } = message
  return kind.type === 'membersChanged' && kind.admitted.some(({ name }) => name === wanted)
}
