/**
 * A coordinator that starts on a long log, in a process of its own: `node test/bench/recovery-start.ts FOLDER SEED MEMBERS`. Prints one
 * JSON object. Times are milliseconds since the process began, so that the start of Node counts.
 */
import { join } from 'node:path'
import { createBeaconChain } from '../../coordinator/beacon.ts'
import { recover } from '../../node/run/recover.ts'
import { openLogStore } from '../../node/store/log.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { continueLog, secretOf } from '../log/make-log.ts'
import { seededCrypto } from '../log/seeded-identity.ts'

const [folder = '.', seed = '1', count = '3'] = process.argv.slice(2)
const crypto = seededCrypto(Number(seed), 0)
const members = Array.from({ length: Number(count) }, (_, i) => seededCrypto(Number(seed), i + 1))
const log = openLogStore(join(folder, 'log.sqlite'))
const openedMs = performance.now()
const recovered = await recover(log, crypto)
if (recovered === undefined) throw new Error('the log is empty')
const recoveredMs = performance.now()
const chain = createBeaconChain(sha256, secretOf(Number(seed)))
const chainMs = performance.now()
const { view } = recovered
const decided = continueLog({ crypto, members, chain }, view).until(view.length + 1)
await log.append(view.length, ...decided)
const decidedMs = performance.now()
await log.close()
const { spared } = recovered
console.log(
  JSON.stringify({ openedMs, recoveredMs, chainMs, decidedMs, entries: view.length, spared }),
)
