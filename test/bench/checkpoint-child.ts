/**
 * The process that the checkpoint benchmark measures: converts a checkpoint and says how much memory that took.
 */
import { convertCheckpoint } from '../../node/checkpoints/convert.ts'
import { folderFiles } from '../../node/checkpoints/files.ts'

const [from, out, shardBytes] = process.argv.slice(2) as [string, string, string]
const before = process.memoryUsage.rss()
const started = performance.now()
const found = await convertCheckpoint(folderFiles(from), out, {
  dtype: undefined,
  shardBytes: Number(shardBytes),
})
if (!found.ok) throw new Error(found.message)
const peak = 1024 * process.resourceUsage().maxRSS
const seconds = (performance.now() - started) / 1e3
console.log(JSON.stringify({ residentBytes: peak, addedBytes: peak - before, seconds }))
