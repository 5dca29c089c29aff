/** Folders that appear whole: what a kill leaves is cleared away, what is somebody's stays. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimFolder, replaceWith, writeDurably } from '../../node/checkpoints/folder.ts'
import { temporaryFolder } from './fixtures.ts'

const fill = (text: string) => (folder: string) => writeDurably(join(folder, 'config.json'), text)
const fails = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))

/** The id of a process that has ended. */
const gone = () => spawnSync('true').pid

function put(folder: string, name: string, text = 'x'): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
}

describe('a folder that appears whole', () => {
  it('is written after kills, whose leftovers go, and not those of a process that lives', async () => {
    const root = temporaryFolder()
    const lives = `.out.${process.ppid}.tmp`
    for (const name of [`.out.${gone()}.tmp`, lives, `.other.${gone()}.tmp`, '.out.tmp'])
      put(join(root, name), 'model.safetensors')
    await replaceWith(join(root, 'out'), fill('new'))
    const left = readdirSync(root).filter((name) => !name.startsWith('.other'))
    expect(left.sort()).toEqual(['.out.tmp', lives, 'out'].sort())
  })

  it('comes back where a kill fell between the two renames', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'out')
    const pid = gone()
    put(join(root, `.out.${pid}.tmp`), 'config.json', 'half')
    put(join(root, `.out.${pid}.tmp.old`), 'config.json', 'old')
    await expect(replaceWith(folder, fails)).rejects.toMatchObject({ code: 'E_DISK' })
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe('old')
    expect(readdirSync(root)).toEqual(['out'])
  })

  it('takes the place of a checkpoint, and of nothing else', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'out')
    await replaceWith(folder, fill('one'))
    await replaceWith(folder, fill('two'))
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe('two')
    put(folder, 'thesis.txt')
    const refusal = { code: 'E_EXISTS', message: expect.stringMatching(/holds thesis\.txt/) }
    await expect(replaceWith(folder, fill('three'))).rejects.toMatchObject(refusal)
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'thesis.txt'])
    put(join(root, 'notes'), 'README.md')
    await expect(replaceWith(join(root, 'notes'), fill('x'))).rejects.toThrow(/holds README\.md/)
    put(root, 'file')
    await expect(replaceWith(join(root, 'file'), fill('x'))).rejects.toThrow(/is a file/)
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('x')
  })

  it('does not take the place of what came while it was written', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'out')
    const late = replaceWith(folder, async (temporary) => {
      await fill('new')(temporary)
      put(folder, 'thesis.txt')
    })
    await expect(late).rejects.toMatchObject({ code: 'E_EXISTS' })
    expect(readdirSync(folder)).toEqual(['thesis.txt'])
    expect(readdirSync(root)).toEqual(['out'])
  })

  it('leaves no folder where it fails, and says what the disk said', async () => {
    const root = temporaryFolder()
    const failed = replaceWith(join(root, 'a/b/out'), fails)
    await expect(failed).rejects.toMatchObject({ code: 'E_DISK', hint: /Free some space/ })
    expect(existsSync(join(root, 'a'))).toBe(false)
    put(root, 'file')
    const inFile = replaceWith(join(root, 'file/out'), fill('x'))
    await expect(inFile).rejects.toMatchObject({ code: 'E_FILE' })
  })
})

describe('a folder that is claimed', () => {
  it('is written by one process at a time, from before its work', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'a/out')
    for (const suffix of ['claim', 'tmp']) {
      const other = join(root, `a/.out.${process.ppid}.${suffix}`)
      put(join(root, 'a'), `.out.${process.ppid}.${suffix}`)
      await expect(claimFolder(folder, () => replaceWith(folder, fill('x')))).rejects.toMatchObject(
        {
          code: 'E_BUSY',
          message: `process ${process.ppid} is about to write ${folder}`,
          hint: expect.stringContaining(`remove ${other}.`),
        },
      )
      expect(readdirSync(join(root, 'a'))).toEqual([`.out.${process.ppid}.${suffix}`])
      rmSync(other)
    }
    // Another folder's, and one that was left behind.
    put(join(root, 'a'), `.out2.${process.ppid}.claim`)
    put(join(root, 'a'), `.out.${gone()}.claim`)
    const during = await claimFolder(folder, async () => {
      await replaceWith(folder, fill('new'))
      return readdirSync(join(root, 'a'))
    })
    const others = [`.out2.${process.ppid}.claim`, 'out']
    expect(during).toEqual([`.out.${process.pid}.claim`, ...others])
    expect(readdirSync(join(root, 'a'))).toEqual(others)
  })

  it('leaves nothing where the work fails, which is told as it is', async () => {
    const root = temporaryFolder()
    const failed = claimFolder(join(root, 'a/b/out'), () => Promise.reject(new Error('mine')))
    await expect(failed).rejects.toThrow('mine')
    expect(readdirSync(root)).toEqual([])
  })
})
