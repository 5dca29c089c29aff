/**
 * One instance of the compiled DeMo kernels with its own memory: tables, and a heap for windows of tile rows.
 *
 * Invariant: an instance is used by one caller at a time; nothing stays in it between calls but the tables of the tiling set
 * last. A thread makes its own. The module text is generated from kernels/wasm/assembly and committed (kernels/gen).
 */
import { floatBasis, integerBasis } from '../demo/basis.ts'
import { DEMO_WASM } from '../gen/demo-wasm.ts'

/** The small part of WebAssembly that the kernels need; the pure rings have no library types for it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

/** What kernels/wasm/assembly/index.ts exports. Addresses and numbers are plain numbers. */
type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly heapStart: () => number
  readonly setSides: (rows: number, cols: number) => void
  readonly prepareAggregate: () => void
  readonly cosineDown: () => number
  readonly cosineAcross: () => number
  readonly normDown: () => number
  readonly normAcross: () => number
  readonly integerDown: () => number
  readonly integerAcross: () => number
  readonly twiddles: () => number
  readonly encodeWindow: (
    gradient: number,
    rows: number,
    cols: number,
    coefficients: number,
    gridRows: number,
    gridCols: number,
    perTile: number,
    present: number,
    indices: number,
    signs: number,
    values: number,
    beta: number,
    eta: number,
    alpha: number,
    bound: number,
  ) => number
  readonly setSources: (list: number, count: number) => void
  readonly setUpdate: (eta: number, decay: number, tau: number) => void
  readonly updateWindow: (
    params: number,
    rows: number,
    cols: number,
    gridRows: number,
    gridCols: number,
    perTile: number,
  ) => void
  readonly updateWindowSums: (
    params: number,
    rows: number,
    cols: number,
    gridRows: number,
    gridCols: number,
    sums: number,
  ) => void
  readonly setCode: (m: number, bits: number, short: number) => void
  readonly startWriting: (to: number, bits: number) => void
  readonly writeTiles: (
    present: number,
    tiles: number,
    perTile: number,
    indices: number,
    signs: number,
  ) => void
  readonly finishWriting: () => number
  readonly bitsWaiting: () => number
  readonly readTiles: (
    from: number,
    at: number,
    bits: number,
    present: number,
    tiles: number,
    elements: number,
    perTile: number,
    indices: number,
    signs: number,
  ) => number
  readonly bitsRead: () => number
}

export type Kernel = {
  readonly call: Exports
  /** All of memory; valid until the next `reserve`. */
  readonly bytes: () => Uint8Array
  /** Writes the tables of a tiling unless they are there already. */
  readonly useTiling: (tileRows: number, tileCols: number) => void
  /** Addresses of regions of the given sizes, 64-byte aligned, in one heap that each call lays out anew. */
  readonly reserve: (...sizes: readonly number[]) => number[]
}

/** Compiles (once per thread) and instantiates the kernels. */
export function createKernel(): Kernel {
  compiled ??= new WebAssembly.Module(decodeBase64(DEMO_WASM))
  const call = new WebAssembly.Instance(compiled, {}).exports as Exports
  let bytes = new Uint8Array(call.memory.buffer)
  const tiling = { rows: 0, cols: 0 }
  writeFloats(bytes, call.twiddles(), twiddles())
  return {
    call,
    bytes: () => bytes,
    useTiling(rows, cols) {
      if (rows === tiling.rows && cols === tiling.cols) return
      if (rows !== tiling.rows)
        writeTables(bytes, rows, call.cosineDown(), call.normDown(), call.integerDown())
      if (cols !== tiling.cols)
        writeTables(bytes, cols, call.cosineAcross(), call.normAcross(), call.integerAcross())
      tiling.rows = rows
      tiling.cols = cols
      call.setSides(rows, cols)
      call.prepareAggregate()
    },
    reserve(...sizes) {
      let end = call.heapStart()
      const starts = sizes.map((size) => {
        const start = end
        end += (size + 63) & ~63
        return start
      })
      const missing = Math.ceil((end + 64 - bytes.length) / 65_536)
      if (missing > 0) {
        call.memory.grow(missing)
        bytes = new Uint8Array(call.memory.buffer)
      }
      return starts
    },
  }
}

/** The kernel that the functions of this thread share: none of them yields while it uses it. */
export function sharedKernel(): Kernel {
  shared ??= createKernel()
  return shared
}

let compiled: object | undefined
let shared: Kernel | undefined

type Tables = {
  readonly cosines: Float32Array
  readonly norms: Float32Array
  readonly integers: Int16Array
}
const tables = new Map<number, Tables>()

/** Tables of one side: rows 64 entries apart; cosines without norms. */
function tablesOf(side: number): Tables {
  const known = tables.get(side)
  if (known !== undefined) return known
  const cosines = new Float32Array(64 * 64)
  const norms = new Float32Array(64)
  const integers = new Int16Array(64 * 64)
  const floats = floatBasis(side)
  const rounded = integerBasis(side)
  for (let b = 0; b < side; b++) {
    const norm = Math.sqrt((b === 0 ? 1 : 2) / side)
    norms[b] = norm
    for (let j = 0; j < side; j++) {
      cosines[b * 64 + j] = (floats[b * side + j] as number) / norm
      integers[b * 64 + j] = rounded[b * side + j] as number
    }
  }
  const made = { cosines, norms, integers }
  tables.set(side, made)
  return made
}

function writeTables(memory: Uint8Array, side: number, cosine: number, norm: number, int: number) {
  const { cosines, norms, integers } = tablesOf(side)
  writeFloats(memory, cosine, cosines)
  writeFloats(memory, norm, norms)
  memory.set(new Uint8Array(integers.buffer), int)
}

function writeFloats(memory: Uint8Array, at: number, values: Float32Array): void {
  memory.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
}

/** 0.5 / cos((2i + 1) pi / 2n) for n = 64, 32 ... 2, one after another. */
function twiddles(): Float32Array {
  const out: number[] = []
  for (let n = 64; n > 1; n /= 2)
    for (let i = 0; i < n / 2; i++)
      out.push((0.5 * Math.sqrt(2 / n)) / (floatBasis(n)[n + i] as number))
  return Float32Array.from(out)
}

/** Bytes of standard base64; white space is skipped. */
function decodeBase64(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const clean = text.replace(/[\s=]/g, '')
  const out = new Uint8Array(Math.floor((clean.length * 6) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of clean) {
    held = ((held << 6) | alphabet.indexOf(letter)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out[at++] = held >> bits
  }
  return out
}
