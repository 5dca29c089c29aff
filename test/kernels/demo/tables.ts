/**
 * Tensor tables that the kernel tests share: every kind of shape, small enough for the reference kernels.
 */
import { tensorTable } from '../../../kernels/tensor-table.ts'

/** 64 x 64 tiles, narrow tiles, a vector, a prime dimension that is padded, tiles of one row with a rate of their own, a scalar. */
export const mixedTable = tensorTable([
  { name: 'embed', shape: [192, 128] },
  { name: 'norm', shape: [128] },
  { name: 'narrow', shape: [48, 20] },
  { name: 'prime', shape: [67, 131] },
  { name: 'long', shape: [257] },
  { name: 'lookup', shape: [30, 128], tiles: 'row', rate: 3 },
  { name: 'one', shape: [1] },
])
