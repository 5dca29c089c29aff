/**
 * Exports a checkpoint in each type and writes what we compute from it, for load.py to compare with `transformers`.
 *
 *     node test/golden/export/logits.ts <checkpoint> <folder>
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { interpret } from '../../../kernels/graph/reference.ts'
import { logitsProgram } from '../../../kernels/model/programs.ts'
import { convertCheckpoint } from '../../../node/checkpoints/convert.ts'
import { folderFiles } from '../../../node/checkpoints/files.ts'
import { importCheckpoint } from '../../../node/checkpoints/import.ts'
import { tensorViews } from '../../../node/engines/views.ts'

const LENGTH = 24

const [from, folder] = process.argv.slice(2)
if (from === undefined || folder === undefined) throw new Error('give a checkpoint and a folder')
mkdirSync(folder, { recursive: true })
for (const dtype of ['F32', 'BF16', 'F16'] as const) {
  const out = join(folder, dtype)
  // Small shards, so that the index is read too.
  const done = await convertCheckpoint(folderFiles(from), out, { dtype, shardBytes: 1e6 })
  if (!done.ok) throw new Error(done.message)
  const read = await importCheckpoint(out)
  if (!read.ok) throw new Error(read.message)
  const { config, params } = read.checkpoint
  const tokens = Int32Array.from({ length: LENGTH }, (_, i) => (7 + 31 * i) % config.vocabSize)
  const { logits } = interpret(logitsProgram(config, { rows: 1, length: LENGTH }), {
    ...tensorViews(config, params),
    tokens,
    positions: Int32Array.from({ length: LENGTH }, (_, i) => i),
    documents: new Int32Array(LENGTH),
  })
  writeFileSync(
    join(folder, `${dtype}.json`),
    JSON.stringify({ tokens: [...tokens], logits: [...(logits as Float64Array)] }),
  )
}
