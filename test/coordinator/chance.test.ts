/** Chance that nobody chose: golden vectors from a script of its own, and those who try to choose. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { beaconRounds, createBeaconChain, isPreimage, mixBeacon } from '../../coordinator/beacon.ts'
import {
  drawWitnesses,
  littleEndian,
  roundSeed,
  shuffle,
  shuffledIndex,
} from '../../coordinator/committee.ts'
import { openRound } from '../../coordinator/round-phases.ts'
import { fromHex, toHex } from '../../kernels/hash.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { commitmentOf, listOf, openTable } from './table.ts'

type Golden = {
  readonly shuffles: readonly { seed: string; count: number; order: number[] }[]
  readonly drawn: readonly { seed: string; count: number; wanted: number; witnesses: number[] }[]
  readonly chain: { secret: string; end: string; preimages: Record<string, string> }
  readonly mix: { round: number; hashes: string[]; beacon: string }
  readonly roundSeed: { runId: string; round: number; seed: string }
}
const path = new URL('../golden/chance/fixture.json', import.meta.url)
const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden
const bytes = (hex: string) => fromHex(hex) as Uint8Array

describe('golden vectors of test/golden/chance/make.py', () => {
  it.each(golden.shuffles)('shuffle of $count', ({ seed, count, order }) => {
    expect(shuffle(sha256, bytes(seed), count)).toEqual(order)
    for (const item of [0, count >> 1, count - 1])
      expect(order[shuffledIndex(sha256, bytes(seed), item, count)]).toBe(item)
  })

  it('witnesses', () => {
    for (const { seed, count, wanted, witnesses } of golden.drawn)
      expect(drawWitnesses(sha256, bytes(seed), count, wanted)).toEqual(witnesses)
  })

  it('the chain, the beacon and the seed of a round', () => {
    const { chain, mix } = golden
    const made = createBeaconChain(sha256, bytes(chain.secret))
    expect(toHex(made.end)).toBe(chain.end)
    for (const [round, preimage] of Object.entries(chain.preimages)) {
      expect(toHex(made.preimage(Number(round)))).toBe(preimage)
      expect(isPreimage(sha256, bytes(preimage), made.end, Number(round) + 1)).toBe(true)
    }
    const beacon = mixBeacon(sha256, made.preimage(mix.round), mix.hashes.map(bytes))
    expect(toHex(beacon)).toBe(mix.beacon)
    const { runId, round, seed } = golden.roundSeed
    expect(toHex(roundSeed(sha256, bytes(runId), round, beacon))).toBe(seed)
  })
})

describe('a chain that is used up', () => {
  it('pauses the run before it would open a round without chance', () => {
    const table = openTable(3)
    const state = table.state()
    const view = { ...state.view, open: undefined, beaconFrom: state.view.round - beaconRounds }
    const work = {
      parts: table.crypto as never,
      now: table.now(),
      state: { ...state, view },
      effects: [],
    }
    openRound(work, [...view.members.keys()].sort())
    expect(work.state.command).toBe('pause')
    expect(work.effects).toEqual([])
  })
})

describe('the last committer', () => {
  const runId = sha256(Uint8Array.of(1))
  const [self, count, wanted] = [4, 10, 3]
  /** Of `tries` commitments takes the one that would make it a witness if x_r were `guess`; true where it then is one. */
  const grind = (trial: number, x: Uint8Array, guess: Uint8Array, tries: number): boolean => {
    const others = sha256(littleEndian(trial), Uint8Array.of(2))
    const isDrawn = (mine: Uint8Array, preimage: Uint8Array) => {
      const beacon = mixBeacon(sha256, preimage, [others, mine])
      const seed = roundSeed(sha256, runId, trial, beacon)
      return drawWitnesses(sha256, seed, count, wanted).includes(self)
    }
    const mine = Array.from({ length: tries }, (_, i) =>
      sha256(littleEndian(trial), littleEndian(i)),
    )
    const chosen = mine.find((hash) => isDrawn(hash, guess)) ?? (mine[0] as Uint8Array)
    return isDrawn(chosen, x)
  }

  it('gains nothing by changing its commitment, because it does not know x_r', () => {
    const trials = 120
    let blind = 0
    let sighted = 0
    for (let trial = 0; trial < trials; trial++) {
      // What it knows is the link after, which the last round revealed.
      const x = sha256(littleEndian(trial), Uint8Array.of(9))
      const known = sha256(Uint8Array.of(0x6c), x)
      if (grind(trial, x, known, 12)) blind++
      if (grind(trial, x, x, 12)) sighted++
    }
    // 3 of 10 by chance: 36 of 120, and within four standard deviations; whoever knew x_r would nearly always be drawn.
    expect(Math.abs(blind - 36)).toBeLessThan(20)
    expect(sighted).toBeGreaterThan(110)
  })

  it('is too late once x_r is in the log', () => {
    const table = openTable(4)
    const commitments = [0, 1, 2].map((i) => commitmentOf(table, i))
    for (const signed of commitments) table.say(signed)
    const last = commitmentOf(table, 3)
    const changed = commitmentOf(table, 3, { tokens: 7 })
    table.say(last)
    for (const i of [0, 1, 2, 3]) table.say(listOf(table, i, [...commitments, last]))
    expect(table.open().closed?.commitments.length).toBe(4)
    expect(table.say(changed)).toBe('late')
  })
})

describe('a witness', () => {
  it('that lists what is not here does not stop the others; many stop the slot until it comes', () => {
    const table = openTable(4)
    const commitments = [0, 1, 2].map((i) => commitmentOf(table, i))
    const late = commitmentOf(table, 3)
    for (const i of [0, 1]) table.say(listOf(table, i, [...commitments, late]))
    table.send({ type: 'peer', member: table.members[3]?.self ?? '', up: false })
    for (const signed of commitments) table.say(signed)
    // Two of four witnesses know a commitment of the one that is gone: its work is not given away.
    expect(table.open().slots.length).toBe(0)
    table.say(late)
    table.say(listOf(table, 2, [...commitments, late]))
    table.say(listOf(table, 3, [...commitments, late]))
    expect(table.open().closed?.commitments.length).toBe(4)
  })
})
