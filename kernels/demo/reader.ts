/**
 * Reading payload bytes window by window: once through to see that they are a payload, then any window again from its bit.
 *
 * So the parameters of a model larger than memory can be updated from payloads without ever holding their votes.
 * Invariant: total, and bounded by the tensor table; `openPayload` accepts exactly what reference/payload.ts accepts.
 */
import type { TensorTable } from '../tensor-table.ts'
import { type Kernel, sharedKernel } from '../wasm/kernel.ts'
import {
  checkHeader,
  golomb,
  PAYLOAD_HEADER_BYTES,
  type PayloadRefusal,
  refuse,
  tileBits,
} from './format.ts'
import { type Window, windowsOf } from './window.ts'

/** A payload that has been read through and found good. */
export type OpenPayload = {
  readonly bytes: Uint8Array
  /** One byte a tile of the table. */
  readonly present: Uint8Array
  /** First bit of each window's tiles, in the order of `windowsOf`. */
  readonly starts: Float64Array
}

/** Called with each window's votes while they stand in the kernel's memory at the two addresses. */
export type WindowVotes = (
  window: Window,
  memory: Uint8Array,
  indices: number,
  signs: number,
) => void

const FINE = 0
const SHORT = 1

/** Reads all of a payload. Any bytes give an open payload or a refusal; `seen` may be called before a refusal. */
export function openPayload(
  table: TensorTable,
  topK: number,
  bytes: Uint8Array,
  seen?: WindowVotes,
  windows: readonly Window[] = windowsOf(table, topK),
): { readonly ok: true; readonly payload: OpenPayload } | PayloadRefusal {
  const refusal = checkHeader(table, topK, bytes)
  if (refusal !== undefined) return refusal
  const kernel = sharedKernel()
  const present = new Uint8Array(table.tiles)
  const starts = new Float64Array(windows.length)
  const end = bytes.length * 8
  let bit = PAYLOAD_HEADER_BYTES * 8
  for (const [i, window] of windows.entries()) {
    if (window.firstGridRow === 0) {
      const after = readPresence(bytes, bit, window, present)
      if (typeof after !== 'number') return after
      bit = after
    }
    starts[i] = bit
    const [indices, signs, presentAt, from] = reserveWindow(kernel, window)
    const read = readWindow(kernel, window, bytes, present, bit, presentAt, indices, signs, from)
    if (typeof read !== 'number') return read
    bit = read
    seen?.(window, kernel.bytes(), indices, signs)
  }
  const slack = end - bit
  if (slack >= 8 || (slack > 0 && (bytes[bytes.length - 1] as number) >> (8 - slack) !== 0))
    return refuse('payload-slack')
  return { ok: true, payload: { bytes, present, starts } }
}

/** Bytes of the kernel's memory that one window's part of a payload may take, with room to read past it. */
export function chunkBytes(window: Window): number {
  return Math.ceil((window.tiles * tileBits(window.place)) / 8) + 64
}

/**
 * Reads the votes of a window from bit `bit` into the kernel's memory at `indices` and `signs`, by way of `presentAt` (one byte
 * a tile) and `from` (`chunkBytes`). Gives the bit after them.
 */
export function readWindow(
  kernel: Kernel,
  window: Window,
  bytes: Uint8Array,
  present: Uint8Array,
  bit: number,
  presentAt: number,
  indices: number,
  signs: number,
  from: number,
): number | PayloadRefusal {
  const { place, tiles, firstTile } = window
  const { tileElements } = place.tensor
  const code = golomb(tileElements, place.perTile)
  const memory = kernel.bytes()
  const room = chunkBytes(window)
  const byte = Math.floor(bit / 8)
  const chunk = bytes.subarray(byte, byte + room)
  memory.set(chunk, from)
  if (chunk.length < room) memory.fill(0, from + chunk.length, from + room + 16)
  memory.set(present.subarray(firstTile, firstTile + tiles), presentAt)
  kernel.call.setCode(code.m, code.bits, code.short)
  const status = kernel.call.readTiles(
    from,
    bit % 8,
    chunk.length * 8,
    presentAt,
    tiles,
    tileElements,
    place.perTile,
    indices,
    signs,
  )
  if (status === FINE) return byte * 8 + kernel.call.bitsRead()
  return refuse(status === SHORT ? 'payload-short' : 'payload-index', window.tensor)
}

function reserveWindow(kernel: Kernel, window: Window): [number, number, number, number] {
  const sizes = [2 * window.votes, window.votes, window.tiles, chunkBytes(window) + 16]
  return kernel.reserve(...sizes) as [number, number, number, number]
}

/** The presence bits of one tensor into `present`; gives the bit after them. */
function readPresence(
  bytes: Uint8Array,
  at: number,
  window: Window,
  present: Uint8Array,
): number | PayloadRefusal {
  const { firstTile, tiles } = window.place.tensor
  const get = (bit: number) => ((bytes[Math.floor(bit / 8)] as number) >> (bit % 8)) & 1
  if (at >= bytes.length * 8) return refuse('payload-short', window.tensor)
  if (get(at) === 1) {
    present.fill(1, firstTile, firstTile + tiles)
    return at + 1
  }
  if (at + 1 + tiles > bytes.length * 8) return refuse('payload-short', window.tensor)
  let absent = false
  for (let i = 0; i < tiles; i++) {
    const flag = get(at + 1 + i)
    present[firstTile + i] = flag
    absent ||= flag === 0
  }
  return absent ? at + 1 + tiles : refuse('payload-presence', window.tensor)
}
