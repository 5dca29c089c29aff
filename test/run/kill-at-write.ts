/**
 * Loaded before a program under test (`node --import`): kills the process, as a power cut would, before or after its n-th write, where
 * n stands in MURMUR_TEST_KILL_AT. A write is a transaction of SQLite or a file that takes its name.
 */
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync } from 'node:sqlite'

const last = Number(process.env['MURMUR_TEST_KILL_AT'] ?? Number.POSITIVE_INFINITY)
let count = 0
const mayDie = () => {
  if (++count === last) process.kill(process.pid, 'SIGKILL')
}

const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (sql) {
  if (sql === 'COMMIT') mayDie()
  exec.call(this, sql)
  if (sql === 'COMMIT') mayDie()
}

const { rename } = files
files.rename = async (from, to) => {
  mayDie()
  await rename(from, to)
  mayDie()
}
syncBuiltinESMExports()
