/**
 * How much memory a program needs while it runs, found from its graph alone: what `auto` chooses by and what `murmur plan` prints.
 *
 * Values are made in the order of the nodes and freed after their last use; a reshape shares its operand's memory, an
 * elementwise result takes the place of an operand of its size that dies there. Inputs and outputs are the caller's arrays and
 * are not counted. An estimate: libraries plan better or worse (measured against: docs/benchmarks.md).
 */
import type { Node, OpName, Program } from './ops.ts'
import { reachable, sizeOf } from './ops.ts'

const BYTES = { float: 4, int: 4, bool: 1 } as const

/** Operations that can write over an operand. */
const IN_PLACE: ReadonlySet<OpName> = new Set<OpName>([
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'exp',
  'log',
  'sqrt',
  'sigmoid',
  'silu',
  'softmax',
  'rmsNorm',
  'where',
])

/** Largest number of bytes of intermediate values that are alive at once. */
export function workingBytes(program: Program): number {
  const nodes = reachable(program)
  const given = new Set(Object.values(program.outputs).map(memoryOf))
  const uses = new Map<Node, number>()
  for (const node of nodes)
    for (const x of node.inputs) {
      const memory = memoryOf(x)
      if (node.op !== 'reshape') uses.set(memory, (uses.get(memory) ?? 0) + 1)
    }
  let alive = 0
  let most = 0
  for (const node of nodes) {
    if (node.op === 'reshape' || node.op === 'input') continue
    const counted = (x: Node) => x.op !== 'input' && !given.has(x)
    const dying = [...new Set(node.inputs.map(memoryOf))].filter(
      (x) => counted(x) && x.op !== 'constant' && lastUse(node, x, uses),
    )
    const reused = IN_PLACE.has(node.op) && dying.some((x) => bytesOf(x) === bytesOf(node))
    if (counted(node)) alive += bytesOf(node)
    most = Math.max(most, reused ? alive - bytesOf(node) : alive)
    for (const x of dying) alive -= bytesOf(x)
  }
  return most
}

/** Bytes of the largest value of a program, inputs and outputs among them. */
export function largestBytes(program: Program): number {
  return reachable(program).reduce((most, node) => Math.max(most, bytesOf(node)), 0)
}

/** Counts the uses by `node` and says whether none is left. */
function lastUse(node: Node, x: Node, uses: Map<Node, number>): boolean {
  const here = node.inputs.filter((y) => memoryOf(y) === x).length
  const left = (uses.get(x) ?? 0) - here
  uses.set(x, left)
  return left === 0
}

/** The node whose memory a value lies in. */
function memoryOf(node: Node): Node {
  let origin = node
  while (origin.op === 'reshape') origin = origin.inputs[0] as Node
  return origin
}

function bytesOf(node: Node): number {
  return BYTES[node.dtype] * sizeOf(node.shape)
}
