/**
 * A long log with real signatures: the real coordinator machine, and members that say at once what a sound member says. There is no
 * network, no training and no payload; only the log is wanted.
 */
import { type BeaconChain, createBeaconChain } from '../../coordinator/beacon.ts'
import { parseRunConfig, type RunConfig } from '../../coordinator/config.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import { startLog } from '../../coordinator/start.ts'
import type { CoordinatorEvent, OpenRound, View } from '../../coordinator/types.ts'
import { fromHex } from '../../kernels/hash.ts'
import { type Driver, drive } from '../../node/drive.ts'
import type { Crypto } from '../../node/ports.ts'
import { sha256 } from '../../node/system/crypto.ts'
import type { Message } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import { seededCrypto } from './seeded-identity.ts'

export type LogOptions = {
  readonly members: number
  readonly seed: number
  readonly config?: Partial<RunConfig>
  /** The maker believes its own signatures: for long logs that somebody else will check. */
  readonly trusting?: boolean
  /** What the run starts from, where that is more than a name. */
  readonly base?: { readonly baseRoot: Uint8Array; readonly table: Uint8Array }
  /** Hash of what a member commits to in a round, where there is such a payload. */
  readonly payload?: (member: string, round: number) => Uint8Array
}

const startMs = 1_800_000_000_000
const none = new Uint8Array(0)

export const operatorIndex = 999
export const secretOf = (seed: number, term = 0): Uint8Array =>
  sha256(new TextEncoder().encode(`beacon ${seed} ${term}`))

export type LogMaker = {
  readonly state: () => CoordinatorState
  /** Decides until the log has `entries` entries or the run ends. Gives the new ones. */
  readonly until: (entries: number) => Uint8Array[]
}

export type LogStart = {
  readonly crypto: Crypto
  readonly members: readonly Crypto[]
  readonly chain: BeaconChain
  readonly view: View
  readonly first: Uint8Array
}

export function startOfLog({ members, seed, config, base }: LogOptions): LogStart {
  const parsed = parseRunConfig({
    name: 'log',
    rounds: 1_000_000,
    initMembers: members,
    minMembers: members,
    batches: members,
    extraWaitMs: 0,
    ...config,
  })
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => `${p.path}: ${p.message}`).join('; '))
  const crypto = seededCrypto(seed, 0)
  const chain = createBeaconChain(sha256, secretOf(seed))
  const root = (n: number) => new Uint8Array(32).fill(n)
  const start = {
    config: parsed.config,
    baseRoot: root(1),
    dataRoot: root(2),
    table: Uint8Array.of(1),
    ...base,
    beaconEnd: chain.end,
    operator: fromHex(seededCrypto(seed, operatorIndex).self) as Uint8Array,
  }
  const { view, entry } = startLog(crypto, start, startMs)
  const all = Array.from({ length: members }, (_, i) => seededCrypto(seed, i + 1))
  return { crypto, members: all, chain, view, first: entry.envelope }
}

/** Goes on with a log at `view`: from its first entry, or where a restart found it. */
export function continueLog(
  { crypto, members, chain }: Omit<LogStart, 'first' | 'view'>,
  view: View,
  trusting = false,
  payload = namedPayload,
): LogMaker {
  const made: Uint8Array[] = []
  const verify = trusting ? () => true : crypto.verify
  const machine = createCoordinator({ ...crypto, verify, chain, view, keepsPayloads: false })
  let now = view.timeMs
  let deadline = now
  let ids = 0
  const driver: Driver<CoordinatorState, CoordinatorEvent> = drive(machine, (effect) => {
    if (effect.type === 'append') made.push(effect.envelope)
    else if (effect.type === 'timer') deadline = effect.at
  })
  const say = (who: Crypto, message: Message) => {
    const { runId } = view
    const { envelope, body } = sealMessage(runId, message, who)
    ids++
    const signed = { message, signer: who.self, runId, body, envelope }
    driver.post({ type: 'message', now, id: ids, signed })
    return sha256(body)
  }
  driver.post({ type: 'start', now })
  for (const member of members) {
    driver.post({ type: 'peer', now, member: member.self, up: true })
    say(member, {
      type: 'join',
      name: `m${ids}`,
      addresses: [],
      engine: '',
      threads: 1,
      invite: none,
      kernel: view.kernel,
    })
  }
  // Those who come at once are admitted together, a moment after the first.
  now += 250
  driver.post({ type: 'timer', now, name: 'admit' })
  const speak = () => {
    const { view: at } = driver.state()
    now++
    if (at.open === undefined) {
      if (at.phase === 'Warmup' || driver.state().ready.size < members.length)
        sayReady(say, members, at)
      else if (now < deadline) now = deadline
      driver.post({ type: 'timer', now, name: 'deadline' })
    } else if (at.open.closed === undefined) commit(say, members, at.open, payload)
    else report(say, members, at.open)
    const { step, snapshot, config } = driver.state().view
    if (step > (snapshot?.step ?? 0) && step % config.checkpointEvery === 0)
      driver.post({
        type: 'snapshot',
        now,
        step,
        root: sha256(Uint8Array.of(step & 255)),
        stateRoot: sha256(none),
        digest: none,
      })
  }
  return {
    state: driver.state,
    until: (entries) => {
      for (let quiet = 0; quiet < 16 && driver.state().view.length < entries; quiet++) {
        const before = driver.state().view.length
        speak()
        if (driver.state().view.length > before) quiet = 0
      }
      return made.splice(0)
    },
  }
}

/** A whole log of at least `entries` entries. */
export function makeLog(options: LogOptions & { readonly entries: number }) {
  const start = startOfLog(options)
  const maker = continueLog(start, start.view, options.trusting, options.payload)
  return {
    start,
    envelopes: [start.first, ...maker.until(options.entries)],
    view: maker.state().view,
  }
}

/** Gives the hash of what was signed. */
type Say = (who: Crypto, message: Message) => Uint8Array

function sayReady(say: Say, members: readonly Crypto[], { step, lineage }: View): void {
  for (const member of members)
    say(member, { type: 'ready', round: step, lineage, stateDigest: none })
}

/** A hash that no payload has. */
const namedPayload = (member: string, round: number): Uint8Array =>
  sha256(fromHex(member) as Uint8Array, Uint8Array.of(round & 255, round >> 8))

function commit(
  say: Say,
  members: readonly Crypto[],
  open: OpenRound,
  payload: typeof namedPayload,
): void {
  const { round, trainsOn } = open
  const hashes: Uint8Array[] = []
  for (const member of members) {
    const batches = open.assigned[open.members.indexOf(member.self)] ?? []
    const message: Message = {
      type: 'commitment',
      round,
      slot: 0,
      payloadHash: payload(member.self, round),
      payloadBytes: 1000,
      batches,
      dropped: [],
      thetaRound: trainsOn,
      engine: 'log',
      precision: 'f32',
      prevRoot: none,
      momentumRoot: none,
      stateDigest: none,
      lossMicronats: 1_000_000,
      tokens: 100,
      trainMs: 1,
      rangesRoot: none,
    }
    hashes.push(say(member, message))
  }
  for (const index of open.witnesses) {
    const witness = members.find(({ self }) => self === open.members[index])
    if (witness !== undefined) say(witness, { type: 'commitmentList', round, slot: 0, hashes })
  }
}

function report(say: Say, members: readonly Crypto[], open: OpenRound): void {
  const count = open.closed?.commitments.length ?? 0
  const marks = new Uint8Array((count + 7) >> 3)
  for (let i = 0; i < count; i++) marks[i >> 3] = (marks[i >> 3] as number) | (1 << (i & 7))
  const refusals = new Uint8Array(marks.length)
  for (const index of open.witnesses) {
    const witness = members.find(({ self }) => self === open.members[index])
    if (witness !== undefined) say(witness, { type: 'report', round: open.round, marks, refusals })
  }
}
