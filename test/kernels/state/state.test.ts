import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Hash, toHex } from '../../../kernels/hash.ts'
import { blobPiece, blobRoot, blobTree, verifyPiece } from '../../../kernels/state/blob.ts'
import { stateRoot, tileRows } from '../../../kernels/state/digest.ts'
import { type LineageStep, lineageNext, lineageStart } from '../../../kernels/state/lineage.ts'
import {
  leafHash,
  merkleProof,
  merkleRoot,
  merkleTree,
  verifyProof,
} from '../../../kernels/state/merkle.ts'
import { tensorTable } from '../../../kernels/tensor-table.ts'

const sha256: Hash = (...parts) => {
  const h = createHash('sha256')
  for (const part of parts) h.update(part)
  return h.digest()
}

describe('merkle tree', () => {
  it('proves every leaf of every small tree, and nothing else', () => {
    for (let count = 1; count <= 17; count++) {
      const leaves = Array.from({ length: count }, (_, i) => leafHash(sha256, Uint8Array.of(i)))
      const tree = merkleTree(sha256, leaves)
      const root = merkleRoot(sha256, tree)
      leaves.forEach((leaf, index) => {
        const proof = merkleProof(tree, index)
        const check = (i: number, n: number, p = proof) => verifyProof(sha256, root, leaf, i, n, p)
        expect(check(index, count)).toBe(true)
        for (let other = 0; other < count; other++)
          if (other !== index) expect(check(other, count)).toBe(false)
        expect(check(index, count + 1)).toBe(false)
        expect(check(index, count, [...proof, leaf])).toBe(false)
        if (proof.length > 0) expect(check(index, count, proof.slice(1))).toBe(false)
      })
    }
  })

  it('takes no inner node for a leaf', () => {
    const leaves = [0, 1, 2, 3].map((i) => leafHash(sha256, Uint8Array.of(i)))
    const tree = merkleTree(sha256, leaves)
    const [, inner] = tree.levels
    const two = merkleRoot(sha256, merkleTree(sha256, inner ?? []))
    expect(toHex(two)).not.toBe(toHex(merkleRoot(sha256, tree)))
  })
})

describe('blob', () => {
  it('serves pieces that prove themselves', () => {
    for (const length of [1, 99, 100, 101, 1000, 1050]) {
      const bytes = Uint8Array.from({ length }, (_, i) => i % 251)
      const tree = blobTree(sha256, bytes, 100)
      const root = blobRoot(sha256, bytes, 100)
      for (let i = 0; i < Math.ceil(length / 100); i++) {
        const piece = blobPiece(sha256, bytes, tree, i, 100)
        expect(verifyPiece(sha256, root, piece, 100)).toBe(true)
        const other = piece.bytes.slice()
        other[0] = (other[0] as number) ^ 1
        expect(verifyPiece(sha256, root, { ...piece, bytes: other }, 100)).toBe(false)
        const longer = { ...piece, blobBytes: length + 1 }
        expect(verifyPiece(sha256, root, longer, 100)).toBe(false)
        expect(verifyPiece(sha256, root, { ...piece, index: i + 1 }, 100)).toBe(false)
      }
    }
  })

  it('tells blobs apart by length, content and piece size', () => {
    const roots = [
      blobRoot(sha256, new Uint8Array(0)),
      blobRoot(sha256, new Uint8Array(1)),
      blobRoot(sha256, new Uint8Array(2)),
      blobRoot(sha256, new Uint8Array(2), 1),
      blobRoot(sha256, Uint8Array.of(0, 1)),
    ]
    expect(new Set(roots.map(toHex)).size).toBe(roots.length)
  })
})

describe('state digest', () => {
  const table = tensorTable([
    { name: 'a', shape: [130, 64] },
    { name: 'b', shape: [65, 10] },
    { name: 'c', shape: [99] },
  ])

  it('covers every parameter once', () => {
    let at = 0
    for (const { offset, length } of tileRows(table)) {
      expect(offset).toBe(at)
      at += length
    }
    expect(at).toBe(table.params)
    expect(tileRows(table).length).toBe(table.tileRows)
  })

  it('changes with any bit, and in the share that holds it', () => {
    const params = Float32Array.from({ length: table.params }, (_, i) => i)
    const roots = (shares: number) =>
      Array.from({ length: shares }, (_, share) =>
        toHex(stateRoot(sha256, table, params, share, shares)),
      )
    const before = roots(3)
    const full = roots(1)
    params[table.params - 1] = -0
    const after = roots(3)
    expect(roots(1)).not.toEqual(full)
    const last = (table.tileRows - 1) % 3
    expect(after.flatMap((root, i) => (root === before[i] ? [] : [i]))).toEqual([last])
  })
})

describe('lineage', () => {
  const base = new Uint8Array(32)
  const start = (shape: number[]) =>
    lineageStart(sha256, base, base, tensorTable([{ name: 'a', shape }]))
  const contributions = [
    { payloadHash: new Uint8Array(32).fill(2), weight: 3 },
    { payloadHash: new Uint8Array(32).fill(1), weight: 4 },
  ]
  const step: LineageStep = {
    round: 5,
    contributions,
    etaBits: 1,
    lambdaBits: 2,
    tau: 0.5,
    kernelVersion: 1,
  }

  it('depends on all that decides the state, and not on the order of contributions', () => {
    const from = start([8])
    const next = (change: Partial<LineageStep>) =>
      toHex(lineageNext(sha256, from, { ...step, ...change }))
    const [first, second] = contributions as [
      LineageStep['contributions'][0],
      LineageStep['contributions'][0],
    ]
    const others = [
      next({}),
      next({ round: 6 }),
      next({ contributions: [first] }),
      next({
        contributions: [
          { ...first, weight: 4 },
          { ...second, weight: 3 },
        ],
      }),
      next({ etaBits: 2, lambdaBits: 1 }),
      next({ tau: 0.25 }),
      next({ kernelVersion: 2 }),
      toHex(lineageNext(sha256, start([9]), step)),
    ]
    expect(new Set(others).size).toBe(others.length)
    expect(next({ contributions: [second, first] })).toBe(next({}))
  })
})
