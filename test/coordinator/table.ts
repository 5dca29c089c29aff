/**
 * A coordinator's machine alone, with members whose every message the test makes: no network, no time but the test's own.
 */
import { createBeaconChain } from '../../coordinator/beacon.ts'
import { parseRunConfig, type RunConfig } from '../../coordinator/config.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import { workIn } from '../../coordinator/slots.ts'
import { startLog } from '../../coordinator/start.ts'
import type {
  CoordinatorEffect,
  CoordinatorEvent,
  OpenRound,
  View,
} from '../../coordinator/types.ts'
import { checkCommitment } from '../../coordinator/verification.ts'
import type { WithoutNow } from '../../node/perform-world.ts'
import type { Crypto } from '../../node/ports.ts'
import type { Commitment, EntryKind, Message } from '../../proto/messages.ts'
import { openEnvelope, type Signed, sealMessage } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'

export type Table = ReturnType<typeof openTable>

const startMs = 1_800_000_000_000

const seed = 3
const chain = createBeaconChain(simulatedCrypto(seed, 0).hash, Uint8Array.of(seed))

function configOf(nodes: number, config: Partial<RunConfig>): RunConfig {
  const given = { batches: 4 * nodes, initMembers: nodes, extraWaitMs: 0, ...config }
  const parsed = parseRunConfig(given)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

/** `nodes` members, joined and ready: the first round is open. */
export function openTable(
  nodes: number,
  config: Partial<RunConfig> = {},
  archives = false,
  onEffect: (effect: CoordinatorEffect) => void = () => {},
) {
  const crypto = simulatedCrypto(seed, 0)
  const root = crypto.hash(Uint8Array.of(1))
  const roots = { baseRoot: root, dataRoot: root, table: root, operator: root }
  const start = { ...roots, beaconEnd: chain.end }
  const { view, entry } = startLog(crypto, { config: configOf(nodes, config), ...start }, startMs)
  const parts = { ...crypto, chain, keepsPayloads: false, archives }
  let machine = createCoordinator({ ...parts, view })
  const log: Uint8Array[] = [entry.envelope]
  const timers = new Map<string, number>()
  let state: CoordinatorState = machine.initial
  let now = startMs
  let ids = 0
  /** Gives the code of the answer where there is one. */
  const send = (event: WithoutNow<CoordinatorEvent>): string => {
    const step = machine.step(state, { ...event, now } as CoordinatorEvent)
    state = step.state
    let code = ''
    step.effects.forEach(onEffect)
    for (const effect of step.effects)
      if (effect.type === 'append') log[effect.index] = effect.envelope
      else if (effect.type === 'answer') code = effect.code
      else if (effect.type === 'timer') timers.set(effect.name, effect.at)
    return code
  }
  const members = Array.from({ length: nodes }, (_, i) => simulatedCrypto(seed, i + 1))
  members.sort((a, b) => (a.self < b.self ? -1 : 1))
  const seal = (member: Crypto, message: Message): Signed => {
    const sealed = sealMessage(view.runId, message, member)
    return { message, signer: member.self, runId: view.runId, ...sealed }
  }
  const say = (signed: Signed, from = signed.signer) =>
    send({ type: 'message', id: ++ids, signed, from })
  const table = {
    crypto,
    members,
    log,
    timers,
    send,
    seal,
    say,
    state: () => state,
    now: () => now,
    open: () => state.view.open as OpenRound,
    /** The machine hears a timer of its own every so often. */
    pass: (ms: number) => {
      now += ms
      send({ type: 'timer', name: 'deadline' })
    },
    /** Another process goes on, on the same log. */
    reboot: () => {
      machine = createCoordinator({ ...parts, view: state.view })
      state = machine.initial
      send({ type: 'start' })
    },
    /** Everybody joins, and is ready, as at the start. */
    comeBack: () => bringIn(table),
    kinds: (): EntryKind[] => log.map((envelope) => kindOf(envelope, crypto)),
    lastOf: <K extends EntryKind['type']>(type: K) =>
      log
        .map((envelope) => kindOf(envelope, crypto))
        .findLast((kind) => kind.type === type) as Extract<EntryKind, { type: K }>,
  }
  send({ type: 'start' })
  bringIn(table)
  return table
}

const none = new Uint8Array(0)

/** A process that starts on this view of the log: its state when it has decided what it can. */
export const rebootOn = (table: Table, view: View): CoordinatorState =>
  bootOn(table, view, false).state()

/** The same, to be gone on with. `keepsPayloads`: it has a replica of its own. */
export function bootOn(table: Table, view: View, keepsPayloads: boolean) {
  const machine = createCoordinator({ ...table.crypto, chain, view, keepsPayloads })
  let state = machine.initial
  let now = table.now()
  const effects: CoordinatorEffect[] = []
  const send = (event: WithoutNow<CoordinatorEvent>) => {
    const step = machine.step(state, { ...event, now } as CoordinatorEvent)
    state = step.state
    effects.push(...step.effects)
  }
  send({ type: 'start' })
  return {
    send,
    effects,
    state: () => state,
    pass: (ms: number) => {
      now += ms
      send({ type: 'timer', name: 'deadline' })
    },
  }
}

function bringIn({
  members,
  send,
  seal,
  say,
  state,
  pass,
}: Pick<Table, 'members' | 'send' | 'seal' | 'say' | 'state' | 'pass'>): void {
  for (const member of members) {
    send({ type: 'peer', member: member.self, up: true })
    const introduction = {
      name: 'm',
      addresses: [],
      engine: 'e',
      threads: 1,
      invite: none,
      kernel: 1,
    }
    say(seal(member, { type: 'join', ...introduction }))
  }
  // Those who come at once are admitted together, a moment after the first.
  pass(250)
  const { lineage, step } = state().view
  for (const member of members)
    say(seal(member, { type: 'ready', round: step, lineage, stateDigest: none }))
}

function kindOf(envelope: Uint8Array, crypto: Crypto): EntryKind {
  const opened = openEnvelope(envelope, crypto.verify, undefined)
  if (!opened.ok || opened.signed.message.type !== 'entry') throw new Error('not an entry')
  return opened.signed.message.kind
}

/** The commitment of member `i` to what it was given. */
export function commitmentOf(
  table: Table,
  i: number,
  change: Partial<Commitment> = {},
): Signed<Commitment> {
  const open = table.open()
  const member = table.members[i] as Crypto
  const at = open.members.indexOf(member.self)
  const message: Commitment = {
    type: 'commitment',
    round: open.round,
    slot: 0,
    payloadHash: table.crypto.hash(Uint8Array.of(i, open.round & 255, change.slot ?? 0)),
    payloadBytes: 100,
    batches: workIn(open, change.slot ?? 0, at) ?? [],
    dropped: [],
    thetaRound: open.trainsOn,
    engine: 'e',
    precision: 'f32',
    prevRoot: none,
    momentumRoot: none,
    stateDigest: none,
    lossMicronats: 1_000_000,
    rangesRoot: none,
    tokens: 100,
    trainMs: 1,
    ...change,
  }
  return table.seal(member, message) as Signed<Commitment>
}

/** The list of witness `i` of these commitments. */
export const listOf = (table: Table, i: number, commitments: readonly Signed[]): Signed =>
  table.seal(table.members[i] as Crypto, {
    type: 'commitmentList',
    round: table.open().round,
    hashes: commitments.map((c) => table.crypto.hash(c.body)),
    slot: table.open().slots.length,
  })

/** The report of witness `i`: `marks` and `refusals` are indexes of logged commitments. */
export function reportOf(
  table: Table,
  i: number,
  marks: readonly number[],
  refusals: readonly number[] = [],
): Signed {
  const size = ((table.open().closed?.commitments.length ?? 0) + 7) >> 3
  const bits = (indexes: readonly number[]) => {
    const bytes = new Uint8Array(size)
    for (const at of indexes) bytes[at >> 3] = (bytes[at >> 3] as number) | (1 << (at & 7))
    return bytes
  }
  return table.seal(table.members[i] as Crypto, {
    type: 'report',
    round: table.open().round,
    marks: bits(marks),
    refusals: bits(refusals),
  })
}

/**
 * Everybody of `who` commits, in the first slot and in later ones that it is given, and all members list it: commitments are closed,
 * after the deadline where others are silent.
 */
export function commitAll(
  table: Table,
  who: readonly number[],
  change: (i: number, slot: number) => Partial<Commitment> = () => ({}),
): void {
  const { round } = table.open()
  const isOpen = () => table.state().view.open?.round === round && !table.open().closed
  const said: Signed<Commitment>[] = []
  for (let slot = 0; isOpen() && slot <= table.open().slots.length; slot++) {
    for (const i of who) {
      const signed = commitmentOf(table, i, { slot, ...change(i, slot) })
      if (signed.message.batches.length > 0 && table.say(signed) === 'ok') said.push(signed)
    }
    const valid = said.filter(
      (signed) => checkCommitment(table.open(), signed).verdict === 'accept',
    )
    for (const i of table.members.keys()) if (isOpen()) table.say(listOf(table, i, valid))
    if (isOpen()) table.pass(10_000_000)
  }
}
