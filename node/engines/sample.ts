/**
 * Choosing the next token from logits: the most likely one, or a draw with temperature and top-p.
 *
 * Invariant: the draw depends on the logits and the prompt's own random stream alone, so neither batching nor the other
 * prompts change it; ties go to the lower token.
 */
import { exp } from '../../kernels/math/elementary.ts'
import type { Random } from '../../kernels/math/random.ts'

/** `temperature` 0 takes the largest; otherwise a draw among the fewest tokens whose probabilities reach `topP`. */
export function chooseToken(
  logits: Float32Array,
  temperature: number,
  topP: number,
  random: Random,
): number {
  const best = largest(logits)
  if (temperature <= 0) return best
  const top = logits[best] as number
  const weights = Float64Array.from(logits, (x) => exp((x - top) / temperature))
  const order = topP < 1 ? byWeight(weights) : weights.map((_, i) => i)
  let total = 0
  for (const weight of weights) total += weight
  let kept = 0
  let count = 0
  for (const token of order) {
    kept += weights[token] as number
    count += 1
    if (kept >= topP * total) break
  }
  let rest = random() * kept
  for (let i = 0; i < count; i++) {
    const token = order[i] as number
    rest -= weights[token] as number
    if (rest < 0) return token
  }
  return order[count - 1] as number
}

function largest(logits: Float32Array): number {
  let best = 0
  for (let i = 1; i < logits.length; i++)
    if ((logits[i] as number) > (logits[best] as number)) best = i
  return best
}

function byWeight(weights: Float64Array): Float64Array {
  return weights
    .map((_, i) => i)
    .sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b)
}
