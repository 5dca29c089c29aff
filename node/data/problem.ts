/**
 * The built-in domain: additions and subtractions of two-digit numbers, bare or told as a small story.
 *
 * A problem's *content* is its operation and operands. The hash of the content alone decides whether it is held out, so no
 * wording, order of operands or file can carry a held-out problem into training: `isHeldOut` is asked wherever text is made.
 */

export type Operation = '+' | '-'
export type Problem = { readonly operation: Operation; readonly a: number; readonly b: number }

export const smallestOperand = 10
export const largestOperand = 99
/** One content in this many is held out. */
const heldOutShare = 8

/** The right answer. */
export function solve({ operation, a, b }: Problem): number {
  return operation === '+' ? a + b : a - b
}

/** One string per content: an addition and its commuted form are the same problem. */
export function contentOf({ operation, a, b }: Problem): string {
  if (operation === '-') return `${a}-${b}`
  return a < b ? `${a}+${b}` : `${b}+${a}`
}

/** Decided by FNV-1a over the content: the same on every machine, for every seed. */
export function isHeldOut(problem: Problem): boolean {
  let hash = 0x811c9dc5
  const content = contentOf(problem)
  for (let i = 0; i < content.length; i++)
    hash = Math.imul(hash ^ content.charCodeAt(i), 0x01000193) >>> 0
  // The low bits of FNV follow the last characters closely; fold the high ones in.
  return ((hash ^ (hash >>> 15)) >>> 0) % heldOutShare === 0
}

/** Every problem of the domain, commuted additions both: subtractions have answers of at least 1. */
export function allProblems(): Problem[] {
  const problems: Problem[] = []
  for (let a = smallestOperand; a <= largestOperand; a++)
    for (let b = smallestOperand; b <= largestOperand; b++) {
      problems.push({ operation: '+', a, b })
      if (a > b) problems.push({ operation: '-', a, b })
    }
  return problems
}

/** The column method in words, for the thinking: ones first, then the carry or the borrow, then tens. */
export function workOut(problem: Problem): string {
  const { operation, a, b } = problem
  const [tensA, onesA] = [Math.floor(a / 10), a % 10]
  const [tensB, onesB] = [Math.floor(b / 10), b % 10]
  const answer = solve(problem)
  if (operation === '+') {
    const ones = onesA + onesB
    const tens =
      ones > 9
        ? `carry 1, ${tensA}+${tensB}+1=${tensA + tensB + 1}`
        : `${tensA}+${tensB}=${tensA + tensB}`
    return `${a}+${b}: ${onesA}+${onesB}=${ones}, ${tens}, so ${answer}`
  }
  if (onesA >= onesB)
    return `${a}-${b}: ${onesA}-${onesB}=${onesA - onesB}, ${tensA}-${tensB}=${tensA - tensB}, so ${answer}`
  return `${a}-${b}: borrow 1, 1${onesA}-${onesB}=${10 + onesA - onesB}, ${tensA}-${tensB}-1=${tensA - tensB - 1}, so ${answer}`
}
