/**
 * What the host may call. One instance serves one thread; it keeps no state between calls but the tables of the tiling.
 */
export {
  cosineAcross,
  cosineDown,
  heapStart,
  integerAcross,
  integerDown,
  normAcross,
  normDown,
  setSides,
  twiddles,
} from './tables'
export { encodeWindow } from './encode'
export { prepareAggregate, updateWindow, updateWindowSums } from './aggregate'
export { setUpdate } from './move'
export { setSources } from './votes'
export {
  bitsRead,
  bitsWaiting,
  finishWriting,
  readTiles,
  setCode,
  startWriting,
  writeTiles,
} from './payload'
