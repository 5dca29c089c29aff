/**
 * Bits into bytes and back: bytes fill from the lowest bit up, numbers are written lowest bit first.
 *
 * Invariant: a reader never looks beyond its bytes; what is asked for beyond them reads as 0 and leaves `short` set.
 */
import type { Golomb } from './format.ts'

export class BitWriter {
  #bytes: Uint8Array
  #bits = 0
  constructor(capacityBytes = 64) {
    this.#bytes = new Uint8Array(capacityBytes)
  }
  /** The low `bits` bits of a non-negative integer, at most 24. */
  write(value: number, bits: number): void {
    this.#grow(bits)
    let held = value << (this.#bits & 7)
    let at = this.#bits >> 3
    for (let rest = bits + (this.#bits & 7); rest > 0; rest -= 8) {
      this.#bytes[at] = (this.#bytes[at] as number) | (held & 255)
      held >>>= 8
      at++
    }
    this.#bits += bits
  }
  /** `count` ones and a zero. */
  writeRun(count: number): void {
    for (let rest = count; rest > 0; rest -= 16)
      this.write((1 << Math.min(16, rest)) - 1, Math.min(16, rest))
    this.write(0, 1)
  }
  /** A gap of a Golomb code (kernels/demo/format.ts). */
  writeGap(gap: number, code: Golomb): void {
    this.writeRun(Math.floor(gap / code.m))
    if (code.bits === 0) return
    const rest = gap % code.m
    if (rest < code.short) {
      this.write(rest, code.bits - 1)
      return
    }
    const long = rest + code.short
    this.write(long >> 1, code.bits - 1)
    this.write(long & 1, 1)
  }
  /** What was written, with zero bits up to the byte. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, Math.ceil(this.#bits / 8))
  }
  #grow(bits: number): void {
    const needed = (this.#bits + bits + 7) >> 3
    if (needed <= this.#bytes.length) return
    const bytes = new Uint8Array(Math.max(needed, 2 * this.#bytes.length))
    bytes.set(this.#bytes)
    this.#bytes = bytes
  }
}

export class BitReader {
  readonly #bytes: Uint8Array
  #bits: number
  /** True once a bit beyond the end was asked for. */
  short = false
  constructor(bytes: Uint8Array, fromByte = 0) {
    this.#bytes = bytes
    this.#bits = fromByte * 8
  }
  /** The next `bits` bits, at most 24, as a number. */
  read(bits: number): number {
    let value = 0
    for (let done = 0; done < bits; ) {
      const byte = this.#bytes[this.#bits >> 3]
      if (byte === undefined) this.short = true
      const from = this.#bits & 7
      const take = Math.min(8 - from, bits - done)
      value |= (((byte ?? 0) >> from) & ((1 << take) - 1)) << done
      done += take
      this.#bits += take
    }
    return value
  }
  /** The length of a run of ones ended by a zero; stops unread at `limit`. */
  readRun(limit: number): number {
    let run = 0
    while (run < limit && this.read(1) === 1) run++
    return run
  }
  /** A gap, or something at least `n` where the bits give more. */
  readGap(code: Golomb, n: number): number {
    const run = this.readRun(Math.ceil(n / code.m))
    const gap = run * code.m
    if (gap >= n || code.bits === 0) return gap
    const head = this.read(code.bits - 1)
    if (head < code.short) return gap + head
    return gap + ((head << 1) | this.read(1)) - code.short
  }
  /** Whether what is left is fewer than 8 bits, all zero. */
  atEnd(): boolean {
    if (this.#bytes.length !== Math.ceil(this.#bits / 8)) return false
    return this.read(-this.#bits & 7) === 0
  }
}
