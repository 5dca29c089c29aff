/** A folder to write: what is wrong with it is told before any work is done. */
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { freeFolder } from '../../node/run/out-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-out-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const closed = join(root, 'closed')
mkdirSync(closed)
chmodSync(closed, 0o555)

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Where one is empty and mounted on its own (Linux). */
const mounts = ['/dev/shm', '/dev/mqueue'].filter((path) => {
  try {
    return (
      readdirSync(path).length === 0 &&
      statSync(path).dev !== statSync('/dev').dev &&
      isWritable('/dev')
    )
  } catch {
    return false
  }
})

describe('the folder of --out', () => {
  it('may be absent, also several deep, or empty', () => {
    expect(freeFolder(join(root, 'a/b'))).toBe(join(root, 'a/b'))
    mkdirSync(join(root, 'empty'))
    expect(freeFolder(join(root, 'empty'))).toBe(join(root, 'empty'))
  })

  // Nothing is closed to the superuser.
  it.skipIf(isWritable(closed))('is refused where its parent takes nothing', () => {
    expect(() => freeFolder(join(closed, 'a/b'))).toThrow(
      expect.objectContaining({ code: 'E_FILE' }),
    )
  })

  it.skipIf(mounts.length === 0)('is refused where it is a mount point', () => {
    expect(() => freeFolder(mounts[0] as string)).toThrow(
      expect.objectContaining({
        code: 'E_FILE',
        message: expect.stringMatching(/is a mount point/),
      }),
    )
  })
})
