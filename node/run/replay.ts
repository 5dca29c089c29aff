/**
 * `murmur replay`: base + log + payloads → the checkpoint, bit for bit, in a process that trusts nothing but the log's signatures.
 *
 * Every entry is opened, checked and folded again; every payload is read by its hash; the first thing that does not follow is named.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { foldLog } from '../../coordinator/fold-log.ts'
import type { Rules } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import { fail } from '../coded-error.ts'
import { applyRound } from '../perform-jobs.ts'
import { openStore } from '../store/content.ts'
import { openLogStore } from '../store/log.ts'
import { createCrypto, sha256 } from '../system/crypto.ts'
import { createIdentity } from '../system/keys.ts'
import { unpackFolder } from './artifacts.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { readWholeLog } from './member.ts'
import { openModel, openReplica } from './model.ts'
import type { ReplayOptions } from './options.ts'
import { createReporter } from './reporter.ts'

export async function runReplay(options: ReplayOptions): Promise<void> {
  const folder = resolve(options.folder)
  const path = join(folder, 'log.sqlite')
  if (!existsSync(path))
    fail(
      'E_INPUT',
      `${folder} holds no log`,
      'Give the folder of a run: the --home of coordinate or join.',
    )
  const reporter = createReporter({ ...options, name: 'replay' })
  const rules: Rules = createCrypto(createIdentity())
  const log = openLogStore(path)
  const store = await openStore(join(folder, 'store'), sha256)
  const scratch = mkdtempSync(join(tmpdir(), 'murmur-replay-'))
  try {
    const envelopes = await readWholeLog(log)
    const folded = foldLog(rules, envelopes, 'all')
    if (!folded.ok)
      fail(
        'E_VERIFY',
        `entry ${folded.index} of the log does not follow: ${folded.code}`,
        'The log was changed, or its end was cut inside an entry.',
      )
    const { view, history } = folded
    const fetch = async (root: Uint8Array) =>
      (await store.get(root)) ??
      fail(
        'E_INPUT',
        `the store of ${folder} lacks ${toHex(root).slice(0, 12)}`,
        'Replay needs every payload since the base.',
      )
    await unpackFolder(fetch, view.started.baseRoot, join(scratch, 'base'))
    const model = await openModel(join(scratch, 'base'), view.config)
    if (!sameBytes(model.tableBytes, view.started.table))
      fail('E_VERIFY', "the stored base is not the one of the run's first entry")
    const trainer = openReplica(model, view.config, sha256)
    for (const [i, closed] of history.entries()) {
      await applyRound({ store, trainer }, closed)
      reporter.progress(i + 1, history.length, `round ${closed.round}`)
    }
    const stateRoot = toHex(await trainer.stateRoot())
    if (options.out !== undefined) await writeCheckpoint(resolve(options.out), model, view)
    reporter.stop()
    const lineage = toHex(view.lineage)
    const where = options.out === undefined ? '' : `; checkpoint in ${resolve(options.out)}`
    reporter.event(
      'replayed',
      { lineage, step: view.step, entries: envelopes.length, stateRoot, phase: view.phase },
      `${envelopes.length} entries follow, ${view.step} rounds applied; lineage ${lineage.slice(0, 16)}, state ${stateRoot.slice(0, 16)}${where}`,
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    reporter.stop()
    await log.close()
  }
}
