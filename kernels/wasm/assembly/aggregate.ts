/**
 * Weighted votes to the sign of the update and to updated parameters, exact: pass 1 in votes.ts, pass 2 and the update in move.ts. The plain
 * version is kernels/demo/reference/aggregate.ts; every result is bit-equal to it.
 */
import { moveByNothing, moveBySums, prepareDown } from './move'
import { tileCols, tileRows } from './tables'
import { prepareAcross, sumTile, takeSums } from './votes'

/** Builds the pair tables of the current tiling. */
export function prepareAggregate(): void {
  prepareAcross()
  prepareDown()
}

/**
 * Updates a window of `rows` x `cols` parameters from the current sources, whose windows hold gridRows * gridCols tiles of k
 * votes.
 */
export function updateWindow(
  params: usize,
  rows: i32,
  cols: i32,
  gridRows: i32,
  gridCols: i32,
  k: i32,
): void {
  let tile = 0
  for (let top = 0; top < gridRows * tileRows; top += tileRows)
    for (let left = 0; left < gridCols * tileCols; left += tileCols) {
      const height = min(tileRows, rows - top)
      const width = min(tileCols, cols - left)
      const at = params + (<usize>(top * cols + left) << 2)
      if (sumTile(tile, k)) moveBySums(at, <usize>cols << 2, height, width)
      else moveByNothing(at, <usize>cols << 2, height, width)
      tile++
    }
}

/** As `updateWindow`, from the sums themselves: int16, whole tiles one after another. */
export function updateWindowSums(
  params: usize,
  rows: i32,
  cols: i32,
  gridRows: i32,
  gridCols: i32,
  sums: usize,
): void {
  for (let top = 0; top < gridRows * tileRows; top += tileRows)
    for (let left = 0; left < gridCols * tileCols; left += tileCols) {
      sums = takeSums(sums)
      const at = params + (<usize>(top * cols + left) << 2)
      const height = min(tileRows, rows - top)
      moveBySums(at, <usize>cols << 2, height, min(tileCols, cols - left))
    }
}
