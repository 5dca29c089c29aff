/**
 * The settings of the contributor's side of DeMo, as the kernels take them. They are part of the run's configuration.
 */
export type DemoConfig = {
  /** Momentum decay per round, in [0, 1). */
  readonly beta: number
  /** Share of what was sent that leaves the momentum, in (0, 1]; 1 as in the reference code. */
  readonly alpha: number
  /** Votes per full 64 x 64 tile, 1..4096; other tiles in proportion. */
  readonly topK: number
  /** A tile whose largest coefficient is at most 2^emptyTile * eta sends nothing. An integer in -126..20. */
  readonly emptyTile: number
}

/** The empty-tile bound 2^emptyTile * eta as an fp32 value. */
export function emptyBound(emptyTile: number, eta: number): number {
  let power = 1
  for (let i = 0; i < Math.abs(emptyTile); i++) power = emptyTile < 0 ? power / 2 : power * 2
  return Math.fround(power * eta)
}

/** A learning rate or decay as the bits that the log carries, and back. */
export function floatBits(value: number): number {
  scratch.setFloat32(0, value)
  return scratch.getUint32(0)
}

export function bitsToFloat(bits: number): number {
  scratch.setUint32(0, bits)
  return scratch.getFloat32(0)
}

const scratch = new DataView(new ArrayBuffer(4))
