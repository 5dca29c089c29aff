/**
 * What a simulated process does about heads, and where it may be made to die.
 */
import { bodyHash } from '../../coordinator/lookup.ts'
import type { SignedEntry } from '../../coordinator/types.ts'
import type { MemberEffect } from '../../node/roles/types.ts'
import type { Head } from '../../proto/messages.ts'
import { type Signed, sameBytes } from '../../proto/wire.ts'
import type { Local } from './local.ts'

/**
 * Called before and after each effect of a process, and between the writes of one. True: the process died there, and does nothing more.
 */
export type Crash = (point: string) => boolean

export function deliverHead(
  local: Pick<Local, 'post' | 'setup'>,
  runId: Uint8Array,
  envelope: Uint8Array,
): void {
  const opened = local.setup.memory.open(envelope, runId)
  if (opened.ok && opened.signed.message.type === 'head')
    local.post({ type: 'head', signed: opened.signed as Signed<Head> })
}

/** As node/perform-compare.ts does it. */
export function compareEntries(
  local: Local,
  runId: Uint8Array,
  effect: Extract<MemberEffect, { type: 'compare' }>,
): void {
  const { setup } = local
  const { world, crypto, disk } = setup
  const open = (envelope: Uint8Array | undefined): SignedEntry | undefined => {
    const opened = envelope && setup.memory.open(envelope, runId)
    return opened?.ok === true && opened.signed.message.type === 'entry'
      ? (opened.signed as SignedEntry)
      : undefined
  }
  const ours = open(disk.log[effect.index])
  if (ours === undefined || sameBytes(bodyHash(crypto.hash, ours), effect.hash)) return
  const { theirs, from, index } = effect
  if (theirs !== undefined) local.post({ type: 'rival', ours, theirs })
  else if (from !== undefined)
    world.request(crypto.self, from, { type: 'log', from: index, limit: 1 }, ({ parts }) => {
      const fetched = open(parts[0])
      if (fetched !== undefined && local.alive())
        local.post({ type: 'rival', ours, theirs: fetched })
    })
}
