/**
 * Bounds of every field that may arrive from a stranger, as data, and the one function that enforces them.
 *
 * The tables must name every message and every entry kind, or they do not compile. Invariant: byte arrays are those of
 * the decoder, views of what it was given: the caller gives it a copy that is nobody else's (wire.ts).
 */
import type { EntryKind, Message } from './messages.ts'

export type FieldRule =
  | { readonly is: 'uint' }
  | { readonly is: 'bytes'; readonly lengths: readonly number[] | { readonly upTo: number } }
  | { readonly is: 'text'; readonly upTo: number }
  | { readonly is: 'list'; readonly of: FieldRule; readonly upTo: number }
  | { readonly is: 'fields'; readonly fields: FieldRules }
export type FieldRules = { readonly [field: string]: FieldRule }

const uint: FieldRule = { is: 'uint' }
const hash: FieldRule = { is: 'bytes', lengths: [32] }
const hashOrNone: FieldRule = { is: 'bytes', lengths: [0, 32] }
const blob = (upTo: number): FieldRule => ({ is: 'bytes', lengths: { upTo } })
const text = (upTo: number): FieldRule => ({ is: 'text', upTo })
const list = (of: FieldRule, upTo: number): FieldRule => ({ is: 'list', of, upTo })

/** Most members of a run; a bitmap of marks is an eighth of it in bytes. */
export const mostMembers = 16_384
const envelope = blob(1_048_576)
const addresses = list(text(256), 16)
const ranges = list({ is: 'fields', fields: { first: uint, count: uint } }, 65_536)

export const messageRules: { readonly [T in Exclude<Message['type'], 'entry'>]: FieldRules } = {
  join: {
    name: text(64),
    addresses,
    engine: text(64),
    threads: uint,
    invite: blob(1024),
    kernel: uint,
  },
  ready: { round: uint, lineage: hash, stateDigest: hashOrNone },
  leave: { reason: text(256) },
  commitment: {
    round: uint,
    slot: uint,
    payloadHash: hash,
    payloadBytes: uint,
    batches: list(uint, 65_536),
    dropped: list(uint, 65_536),
    thetaRound: uint,
    engine: text(64),
    precision: text(16),
    prevRoot: hashOrNone,
    momentumRoot: hashOrNone,
    stateDigest: hashOrNone,
    lossMicronats: uint,
    tokens: uint,
    trainMs: uint,
    rangesRoot: hashOrNone,
  },
  commitmentList: { round: uint, hashes: list(hash, mostMembers), slot: uint },
  merged: { round: uint, root: hash, rangesRoot: hash, bytes: uint, form: uint },
  disputed: { round: uint, statement: blob(512) },
  head: { index: uint, term: uint, hash },
  report: { round: uint, marks: blob(mostMembers / 8), refusals: blob(mostMembers / 8) },
}

export const entryRules: FieldRules = {
  index: uint,
  term: uint,
  prevHash: hashOrNone,
  timeS: uint,
  timeMs: uint,
}

export const kindRules: { readonly [T in EntryKind['type']]: FieldRules } = {
  runStarted: {
    config: text(65_536),
    baseRoot: hash,
    dataRoot: hash,
    table: blob(1_048_576),
    beaconEnd: hash,
    operator: hash,
    kernel: uint,
  },
  takenOver: { coordinator: hash, beaconEnd: hash, reason: text(256) },
  phaseEntered: { phase: uint, reason: text(256) },
  membersChanged: {
    admitted: list(
      { is: 'fields', fields: { member: hash, name: text(64), addresses } },
      mostMembers,
    ),
    left: list(
      {
        is: 'fields',
        fields: { member: hash, code: text(64), reason: text(256), evidence: blob(1024) },
      },
      mostMembers,
    ),
  },
  roundOpened: {
    round: uint,
    step: uint,
    members: list(hash, mostMembers),
    shares: list(uint, mostMembers),
    firstBatch: uint,
    batches: uint,
    etaBits: uint,
    lambdaBits: uint,
    tau: uint,
    deadlineMs: uint,
    returned: ranges,
  },
  reverted: { round: uint, to: uint, lineage: hash },
  restarted: { step: uint, lineage: hash },
  commandGiven: { command: uint },
  changeScheduled: { round: uint, config: text(65_536), kernel: uint, protocol: uint },
  slotOpened: {
    round: uint,
    slot: uint,
    taken: list({ is: 'fields', fields: { member: hash, slot: uint } }, mostMembers),
    takers: list(hash, mostMembers),
    shares: list(uint, mostMembers),
    deadlineMs: uint,
  },
  commitmentsClosed: {
    round: uint,
    commitments: list(envelope, mostMembers),
    lists: list(envelope, mostMembers),
    preimage: hash,
    tookMs: list(uint, mostMembers),
  },
  roundClosed: {
    round: uint,
    accepted: list({ is: 'fields', fields: { commitment: uint, weight: uint } }, mostMembers),
    refused: list({ is: 'fields', fields: { commitment: uint, code: text(64) } }, mostMembers),
    reports: list(envelope, mostMembers),
    lineage: hash,
    stateDigest: hashOrNone,
    lossMicronats: uint,
    returned: ranges,
    missed: list(uint, mostMembers),
  },
  roundMerged: { round: uint, statements: list(envelope, mostMembers) },
  checkpointMade: { step: uint, snapshotRoot: hash, stateRoot: hash, retainedStep: uint },
  segmentArchived: { from: uint, to: uint, root: hash },
}

type Plan = {
  readonly pairs: readonly (readonly [string, FieldRule])[]
  /** Has all the fields already: an object that gets them one by one by their names becomes a hash table. */
  readonly blank: object
}
const plans = new WeakMap<FieldRules, Plan>()

/** The rules as a list, made once. `type`: that of the result; the same for the same rules. */
function planOf(rules: FieldRules, type: string | undefined): Plan {
  const known = plans.get(rules)
  if (known !== undefined) return known
  const pairs = Object.entries(rules)
  const fields = Object.fromEntries(pairs.map(([field]) => [field, undefined]))
  const plan = { pairs, blank: type === undefined ? fields : { type, ...fields } }
  plans.set(rules, plan)
  return plan
}

/** The named fields alone, after `type` where there is one, or undefined where one is out of bounds. Unknown fields were refused before (re-encoding). */
export function checkFields(
  value: unknown,
  rules: FieldRules,
  type?: string,
): { readonly [field: string]: unknown } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { pairs, blank } = planOf(rules, type)
  const out: Record<string, unknown> = { ...blank }
  for (const [field, rule] of pairs) {
    const checked = checkField((value as Record<string, unknown>)[field], rule)
    if (checked === undefined) return undefined
    out[field] = checked
  }
  return out
}

function checkField(value: unknown, rule: FieldRule): unknown {
  switch (rule.is) {
    case 'uint':
      return isUint(value) ? value : undefined
    case 'text':
      return typeof value === 'string' && value.length <= rule.upTo ? value : undefined
    case 'bytes': {
      if (!(value instanceof Uint8Array)) return undefined
      const { lengths } = rule
      const fits = 'upTo' in lengths ? value.length <= lengths.upTo : lengths.includes(value.length)
      if (!fits) return undefined
      return value.length === 0 ? none : value
    }
    case 'list': {
      if (!Array.isArray(value) || value.length > rule.upTo) return undefined
      const out = value.map((item) => checkField(item, rule.of))
      return out.includes(undefined) ? undefined : out
    }
    case 'fields':
      return checkFields(value, rule.fields)
  }
}

const none = new Uint8Array(0)

const isUint = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff
