/**
 * Finding where two replicas differ: the asker walks down the other's Merkle tree, only into nodes whose hashes differ.
 *
 * One message a level, so log2 of the tile rows in all, and at most `limit` nodes a message. Every answer is checked against
 * the hash above it, up to the root that the other has signed, so a false answer is refused and not followed.
 * Source: blueprint 4.4 ("disagreement refetches the differing tile rows").
 */
import type { Hash } from '../hash.ts'
import { equalBytes } from './bytes.ts'
import { leafCount, type MerkleTree, parentHash, rootHash } from './merkle.ts'

/** Asks for the children of some nodes: those at `level`, whose leaves are level 0, numbered from the left. */
export type Question = { readonly level: number; readonly nodes: readonly number[] }

/** Hashes of all the nodes that were asked for, in order. */
export type Answer = readonly Uint8Array[]

export type Comparison =
  | { readonly state: 'asking'; readonly question: Question; readonly parents: readonly Parent[] }
  /** Numbers of the leaves that differ, increasing; none where the trees are equal. */
  | { readonly state: 'done'; readonly leaves: readonly number[] }
  | { readonly state: 'refused'; readonly code: 'answer-length' | 'answer-false' | 'limit' }

/** A node of the other's tree that differs from ours; its hash is known, its children are asked for. */
type Parent = { readonly node: number; readonly hash: Uint8Array }

/** Nodes a message, unless told otherwise: 2 MiB of hashes would be 65,536. */
export const COMPARE_LIMIT = 4096

/**
 * Starts from the other's claimed root and top node (which the root covers). `ours` has the same number of leaves: replicas of
 * one table do.
 */
export function startComparison(
  hash: Hash,
  ours: MerkleTree,
  root: Uint8Array,
  top: Uint8Array,
): Comparison {
  const count = leafCount(ours)
  if (!equalBytes(rootHash(hash, count, top), root))
    return { state: 'refused', code: 'answer-false' }
  const level = ours.levels.length - 1
  const own = ours.levels[level]?.[0]
  if (own !== undefined && equalBytes(own, top)) return { state: 'done', leaves: [] }
  if (level <= 0) return { state: 'done', leaves: count === 0 ? [] : [0] }
  return ask(ours, level, [{ node: 0, hash: top }], COMPARE_LIMIT)
}

/** Takes in the answer to the last question. */
export function continueComparison(
  hash: Hash,
  ours: MerkleTree,
  comparison: Extract<Comparison, { state: 'asking' }>,
  answer: Answer,
  limit = COMPARE_LIMIT,
): Comparison {
  const { question, parents } = comparison
  if (answer.length !== question.nodes.length) return { state: 'refused', code: 'answer-length' }
  const given = new Map(question.nodes.map((node, i) => [node, answer[i] as Uint8Array]))
  for (const parent of parents) {
    const left = given.get(2 * parent.node) as Uint8Array
    const right = given.get(2 * parent.node + 1)
    const above = right === undefined ? left : parentHash(hash, left, right)
    if (!equalBytes(above, parent.hash)) return { state: 'refused', code: 'answer-false' }
  }
  const own = ours.levels[question.level] ?? []
  const differing = question.nodes
    .map((node) => ({ node, hash: given.get(node) as Uint8Array }))
    .filter((child) => !equalBytes(child.hash, own[child.node] as Uint8Array))
  if (question.level === 0) return { state: 'done', leaves: differing.map(({ node }) => node) }
  return ask(ours, question.level, differing, limit)
}

/** What the other side answers. Undefined where the question is none of its tree's. */
export function answerQuestion(theirs: MerkleTree, { level, nodes }: Question): Answer | undefined {
  const row = theirs.levels[level]
  if (row === undefined || nodes.length > 2 * COMPARE_LIMIT) return undefined
  const answer = nodes.map((node) => row[node])
  return answer.every((node) => node !== undefined) ? (answer as Uint8Array[]) : undefined
}

function ask(
  ours: MerkleTree,
  level: number,
  parents: readonly Parent[],
  limit: number,
): Comparison {
  if (parents.length > limit) return { state: 'refused', code: 'limit' }
  const below = ours.levels[level - 1] ?? []
  const nodes = parents.flatMap(({ node }) =>
    [2 * node, 2 * node + 1].filter((child) => child < below.length),
  )
  return { state: 'asking', question: { level: level - 1, nodes }, parents }
}
