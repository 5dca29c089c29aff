import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { applyUpdate, revertUpdate } from '../../../kernels/demo/aggregate.ts'
import { floatBits } from '../../../kernels/demo/config.ts'
import type { Hash } from '../../../kernels/hash.ts'
import {
  answerQuestion,
  type Comparison,
  continueComparison,
  startComparison,
} from '../../../kernels/state/compare.ts'
import { stateRoot, stateTree, tileRows } from '../../../kernels/state/digest.ts'
import { type LineageStep, lineageNext, lineageRevert } from '../../../kernels/state/lineage.ts'
import { type MerkleTree, merkleRoot } from '../../../kernels/state/merkle.ts'
import { takeSnapshot, verifyStatePiece } from '../../../kernels/state/snapshot.ts'
import { tensorTable } from '../../../kernels/tensor-table.ts'
import { chance, noise, randomVotes } from '../demo/chance.ts'

const sha256: Hash = (...parts) => {
  const h = createHash('sha256')
  for (const part of parts) h.update(part)
  return h.digest()
}

const table = tensorTable([
  { name: 'embed', shape: [1200, 16] },
  { name: 'norm', shape: [16] },
  { name: 'up', shape: [64 * 31, 8] },
])
const settings = { etaBits: floatBits(0.01), lambdaBits: floatBits(0.1), tau: 0 }

/** Runs a comparison to its end; also the number of messages asked. */
function compare(ours: MerkleTree, theirs: MerkleTree, lie?: (hash: Uint8Array) => Uint8Array) {
  const top = theirs.levels.at(-1)?.[0] as Uint8Array
  let now: Comparison = startComparison(sha256, ours, merkleRoot(sha256, theirs), top)
  let messages = 1
  while (now.state === 'asking') {
    messages++
    const answer = answerQuestion(theirs, now.question) ?? []
    now = continueComparison(sha256, ours, now, lie === undefined ? answer : answer.map(lie))
  }
  return { now, messages }
}

describe('comparison of replicas', () => {
  const params = noise(chance(71), table.params)
  const ours = stateTree(sha256, table, params)
  const rows = tileRows(table)

  it('finds exactly the differing tile rows, one message a level', () => {
    const next = chance(72)
    for (const count of [0, 1, 2, 5, rows.length]) {
      const other = params.slice()
      const changed = new Set<number>()
      while (changed.size < count) changed.add(Math.floor(next() * rows.length))
      for (const row of changed) {
        const { offset, length } = rows[row] as (typeof rows)[0]
        const at = offset + Math.floor(next() * length)
        other[at] = (other[at] as number) + 1
      }
      const { now, messages } = compare(ours, stateTree(sha256, table, other))
      expect(now).toEqual({ state: 'done', leaves: [...changed].sort((a, b) => a - b) })
      expect(messages).toBeLessThanOrEqual(1 + Math.ceil(Math.log2(rows.length)))
    }
  })

  it('works for every small number of leaves', () => {
    for (let count = 1; count <= 9; count++) {
      const small = tensorTable([{ name: 'a', shape: [64 * count, 1] }])
      const zero = new Float32Array(small.params)
      for (let row = 0; row < count; row++) {
        const other = zero.slice()
        other[64 * row + 3] = 1
        const { now } = compare(stateTree(sha256, small, zero), stateTree(sha256, small, other))
        expect(now).toEqual({ state: 'done', leaves: [row] })
      }
    }
  })

  it('refuses answers that do not hash to what was signed', () => {
    const other = params.slice()
    other[0] = 1
    const theirs = stateTree(sha256, table, other)
    const { now } = compare(ours, theirs, (hash) => hash.map((byte) => byte ^ 1))
    expect(now).toEqual({ state: 'refused', code: 'answer-false' })
    expect(compare(ours, theirs, () => new Uint8Array(0)).now).toMatchObject({ state: 'refused' })
    const start = startComparison(sha256, ours, new Uint8Array(32), new Uint8Array(32))
    expect(start).toEqual({ state: 'refused', code: 'answer-false' })
    expect(answerQuestion(theirs, { level: 0, nodes: [1e9] })).toBeUndefined()
    expect(answerQuestion(theirs, { level: 99, nodes: [] })).toBeUndefined()
  })
})

describe('snapshot', () => {
  it('serves the state at which it was taken while rounds go on', () => {
    const next = chance(73)
    const params = noise(next, table.params)
    const before = params.slice()
    const snapshot = takeSnapshot(sha256, table, params)
    const rounds = [0.2, 0.5, 1].map((presence) => [
      { votes: randomVotes(table, 8, next, presence), weight: 1 },
    ])
    for (const contributions of rounds) {
      applyUpdate(table, 8, params, contributions, settings, snapshot.beforeChange)
      const rebuilt = new Uint8Array(4 * table.params)
      tileRows(table).forEach(({ offset }, row) => {
        const piece = snapshot.piece(row)
        expect(verifyStatePiece(sha256, table, snapshot.root, piece)).toBe(true)
        rebuilt.set(piece.bytes, 4 * offset)
      })
      expect(Buffer.compare(rebuilt, new Uint8Array(before.buffer))).toBe(0)
    }
    expect(stateRoot(sha256, table, params)).not.toEqual(snapshot.root)
  })

  it('gives pieces that prove nothing else', () => {
    const params = noise(chance(74), table.params)
    const { root, piece } = takeSnapshot(sha256, table, params)
    const good = piece(3)
    const check = (change: Partial<typeof good>) =>
      verifyStatePiece(sha256, table, root, { ...good, ...change })
    expect(check({})).toBe(true)
    expect(check({ row: 4 })).toBe(false)
    expect(check({ row: 1e9 })).toBe(false)
    expect(check({ bytes: good.bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) })).toBe(false)
    expect(check({ bytes: good.bytes.subarray(4) })).toBe(false)
    expect(check({ proof: good.proof.slice(1) })).toBe(false)
  })
})

describe('revert', () => {
  it('and another application give the same bits and lineage on all replicas', () => {
    const next = chance(75)
    const start = noise(next, table.params)
    const rounds = [1, 2, 3].map(() => [
      { votes: randomVotes(table, 8, next, 0.8), weight: 3 },
      { votes: randomVotes(table, 8, next, 0.8), weight: 1 },
    ])
    const replicas = [0, 1].map((replica) => {
      const params = start.slice()
      const order = <T>(list: T[]) => (replica === 0 ? list : list.toReversed())
      for (const round of rounds) applyUpdate(table, 8, params, order(round), settings)
      revertUpdate(table, 8, params, order(rounds[2] as (typeof rounds)[0]), settings)
      revertUpdate(table, 8, params, order(rounds[1] as (typeof rounds)[0]), settings)
      applyUpdate(table, 8, params, order(rounds[2] as (typeof rounds)[0]), settings)
      return stateRoot(sha256, table, params)
    })
    expect(replicas[1]).toEqual(replicas[0])
    const step: LineageStep = {
      round: 1,
      contributions: [],
      etaBits: 0,
      lambdaBits: 0,
      tau: 0,
      kernelVersion: 1,
    }
    const from = new Uint8Array(32)
    const there = lineageNext(sha256, from, step)
    expect(lineageRevert(sha256, there, step)).not.toEqual(from)
    expect(lineageRevert(sha256, there, step)).not.toEqual(lineageNext(sha256, there, step))
  })
})
