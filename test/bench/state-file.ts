/**
 * A round applied in place to a parameter file that need not fit into memory: what the process holds, and how fast it goes.
 *
 * The file is written, and the round applied, by windows; the peak of resident memory is read at the end, so the process does nothing else.
 * `--megabytes 1024 --members 4 --k 8 --rounds 2`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareUpdate } from '../../kernels/demo/aggregate.ts'
import { floatBits } from '../../kernels/demo/config.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { type TensorTable, tensorTable } from '../../kernels/tensor-table.ts'
import { openStateFile } from '../../node/store/state-file.ts'
import { chance, noise, randomVotes } from '../kernels/demo/chance.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

const columns = 4096
const settings = { etaBits: floatBits(1e-3), lambdaBits: floatBits(0.1), tau: 0 }
const journalledBytes = 16_777_216

export const benchStateFile: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      megabytes: { type: 'string', default: '1024' },
      members: { type: 'string', default: '4' },
      k: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '2' },
    },
  })
  const [megabytes, members, topK, rounds] = [
    Number(values.megabytes),
    Number(values.members),
    Number(values.k),
    Number(values.rounds),
  ]
  // Whole tile rows of 1 MiB each.
  const table = tensorTable([{ name: 'w', shape: [64 * megabytes, columns] }])
  const folder = mkdtempSync(join(tmpdir(), 'murmur-bench-'))
  try {
    const path = join(folder, 'state')
    await writeState(path, table)
    const before = peakMB()
    const payloads = payloadsOf(table, topK, members)
    const prepared = prepareUpdate(table, topK, payloads, settings)
    if (!prepared.ok) throw new Error(prepared.code)
    const file = await openStateFile(path, table.params, journalledBytes)
    const started = performance.now()
    for (let step = 1; step <= rounds; step++) await file.apply(step, prepared.update)
    const seconds = (performance.now() - started) / 1000
    await file.close()
    say(`${rounds} rounds in ${seconds.toFixed(1)} s, at most ${peakMB()} MB resident`)
    return {
      mparams: rounded(table.params / 1e6),
      fileMB: rounded((4 * table.params) / 1e6),
      peakResidentMB: peakMB(),
      residentBeforeMB: before,
      mparamsPerSecond: rounded((rounds * table.params) / seconds / 1e6),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const peakMB = () => rounded(process.resourceUsage().maxRSS / 1000)

async function writeState(path: string, { params }: TensorTable): Promise<void> {
  const piece = noise(chance(1), 262_144)
  const bytes = new Uint8Array(piece.buffer)
  const file = await open(path, 'w')
  for (let at = 0; at < 4 * params; at += bytes.length) await file.write(bytes)
  await file.sync()
  await file.close()
}

function payloadsOf(table: TensorTable, topK: number, members: number) {
  const next = chance(2)
  return Array.from({ length: members }, () => ({
    bytes: encodePayload(table, topK, randomVotes(table, topK, next, 1)),
    weight: 1 + Math.floor(next() * 15),
  }))
}
