/**
 * Our copy of an entry against somebody else's, and the end of a member that holds evidence.
 */
import type { SignedEntry } from '../coordinator/types.ts'
import { logAnswerCodec, logRequestCodec } from '../proto/requests.ts'
import { openEnvelope, sameBytes } from '../proto/wire.ts'
import { describeError } from './coded-error.ts'
import type { Inner } from './perform-world.ts'
import type { MemberEffect } from './roles/types.ts'

const askDeadlineMs = 10_000

/** Posts `rival` where our entry has another hash and theirs can be had. */
export async function compareEntries(
  inner: Inner,
  effect: Extract<MemberEffect, { type: 'compare' }>,
): Promise<void> {
  const { world, post } = inner
  try {
    // Entries that were folded are on their way to the disk.
    await inner.logTurn
    const [kept] = (await world.log?.read(effect.index, 1)) ?? []
    const ours = kept && openEntry(inner, kept)
    if (ours === undefined || sameBytes(world.hash(ours.body), effect.hash)) return
    const theirs = effect.theirs ?? (await entryFrom(inner, effect.from ?? '', effect.index))
    if (theirs !== undefined) post({ type: 'rival', ours, theirs })
  } catch (error) {
    world.onTrouble(`an entry could not be compared: ${describeError(error)}`)
  }
}

function openEntry({ world }: Inner, envelope: Uint8Array): SignedEntry | undefined {
  const opened = openEnvelope(envelope, world.verify, world.runId)
  if (!opened.ok || opened.signed.message.type !== 'entry') return undefined
  return opened.signed as SignedEntry
}

async function entryFrom(
  inner: Inner,
  from: string,
  index: number,
): Promise<SignedEntry | undefined> {
  const { network, names } = inner.world
  const wanted = logRequestCodec.encode({ from: index, limit: 1 })
  const answer = await network.request(from, names.log, wanted, askDeadlineMs)
  const [envelope] = logAnswerCodec.decode(answer)?.envelopes ?? []
  return envelope && openEntry(inner, envelope)
}

/** Evidence is on the disk before the member ends. */
export async function endMember(
  { world }: Inner,
  { code, message, evidence }: Extract<MemberEffect, { type: 'end' }>,
): Promise<void> {
  try {
    if (evidence !== undefined) await world.onEvidence(evidence.ours, evidence.theirs)
  } catch (error) {
    world.onTrouble(`the evidence could not be kept: ${describeError(error)}`)
  }
  world.onEnd(code, message)
}
