/**
 * exp, log, sin and cos from + - * / alone, the same bits on every machine.
 *
 * Why: Math.exp and its like differ between V8 versions and processors; disputes are settled by re-computing, so the
 * reference interpreter, the rotary tables and the schedules need functions that cannot differ. Invariant: only operations
 * that IEEE 754 fixes exactly; errors below 1 ulp over the stated ranges. Source: the argument reductions and minimax
 * coefficients of Sun's fdlibm (e_exp.c, e_log.c, k_sin.c, k_cos.c, e_rem_pio2.c).
 */

const LN2_HIGH = 6.931471803691238e-1
const LN2_LOW = 1.9082149292705877e-10

/** e^x. 0 below -745.2, Infinity above 709.8, NaN for NaN. */
export function exp(x: number): number {
  if (!(x <= 7.09782712893384e2)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN
  if (x < -7.451332191019411e2) return 0
  const k = Math.floor(x * Math.LOG2E + 0.5)
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const p =
    1.6666666666666602e-1 +
    t *
      (-2.7777777777015593e-3 +
        t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8)))
  const c = r - t * p
  return scale(1 - (low - (r * c) / (2 - c) - high), k)
}

/** Natural logarithm. -Infinity at 0, NaN below 0 and for NaN. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  // x = 2^k * m with m in [1/sqrt2, sqrt2)
  let k = 0
  let m = x
  while (m >= TWO_64) {
    m /= TWO_64
    k += 64
  }
  while (m < 1 / TWO_64) {
    m *= TWO_64
    k -= 64
  }
  while (m >= Math.SQRT2) {
    m /= 2
    k += 1
  }
  while (m < Math.SQRT1_2) {
    m *= 2
    k -= 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const t1 = w * (3.999999999940942e-1 + w * (2.2222198432149784e-1 + w * 1.5313837699209373e-1))
  const t2 =
    z *
    (6.666666666666735e-1 +
      w * (2.857142874366239e-1 + w * (1.818357216161805e-1 + w * 1.4798198605116586e-1)))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + t1 + t2) + k * LN2_LOW) - f)
}

/** Sine of x radians, |x| <= 1,600,000. Throws a RangeError beyond: the reduction would lose digits. */
export function sin(x: number): number {
  const { quarter, r } = reduce(x)
  const value = (quarter & 1) === 0 ? sineKernel(r) : cosineKernel(r)
  return (quarter & 2) === 0 ? value : -value
}

/** Cosine of x radians, |x| <= 1,600,000. Throws a RangeError beyond. */
export function cos(x: number): number {
  const { quarter, r } = reduce(x)
  const value = (quarter & 1) === 0 ? cosineKernel(r) : sineKernel(r)
  return ((quarter + 1) & 2) === 0 ? value : -value
}

/** base^exponent for base > 0: exp(exponent * log(base)), so about 1e-15 * |exponent * log(base)| relative error. */
export function power(base: number, exponent: number): number {
  return exp(exponent * log(base))
}

const TWO_64 = 4294967296 * 4294967296

/** x * 2^k, exact unless it under- or overflows. */
function scale(x: number, k: number): number {
  let value = x
  let rest = k
  while (rest >= 64) {
    value *= TWO_64
    rest -= 64
  }
  while (rest <= -64) {
    value /= TWO_64
    rest += 64
  }
  let factor = 1
  const steps = Math.abs(rest)
  for (let i = 0; i < steps; i++) factor *= 2
  return rest >= 0 ? value * factor : value / factor
}

/** x = quarter * pi/2 + r with |r| <= pi/4; pi/2 in three pieces of 33 bits, each exact when times 20 bits. */
function reduce(x: number): { quarter: number; r: number } {
  if (!(Math.abs(x) <= 1_600_000)) throw new RangeError(`angle ${x} is outside +-1,600,000 radians`)
  const n = Math.floor(x * 6.366197723675814e-1 + 0.5)
  let r = x - n * 1.5707963267341256
  r -= n * 6.077100506303966e-11
  r -= n * 2.0222662487959506e-21
  return { quarter: n & 3, r }
}

function sineKernel(x: number): number {
  const z = x * x
  const p =
    8.33333333332249e-3 +
    z *
      (-1.984126982985795e-4 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))
  return x + z * x * (-1.6666666666666632e-1 + z * p)
}

function cosineKernel(x: number): number {
  const z = x * x
  const p =
    z *
    (4.16666666666666e-2 +
      z *
        (-1.388888888887411e-3 +
          z *
            (2.480158728947673e-5 +
              z *
                (-2.7557314351390663e-7 +
                  z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + z * p)
}
