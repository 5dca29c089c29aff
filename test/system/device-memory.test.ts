/** What drivers say of a GPU's memory, and what becomes of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { computeSettings } from '../../node/run/model.ts'
import { freeDeviceBytes } from '../../node/system/device-memory.ts'

const none = { nvidia: () => undefined, cards: '/nonexistent' }

/** Cards with [total, used] bytes; one of another maker has no such files. */
function cardsOf(...memory: (readonly [number, number] | undefined)[]): string {
  const root = mkdtempSync(join(tmpdir(), 'murmur-cards-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [i, one] of memory.entries()) {
    const folder = join(root, `card${i}/device`)
    mkdirSync(folder, { recursive: true })
    mkdirSync(join(root, `card${i}-HDMI-A-1`))
    if (one === undefined) continue
    writeFileSync(join(folder, 'mem_info_vram_total'), `${one[0]}\n`)
    writeFileSync(join(folder, 'mem_info_vram_used'), `${one[1]}\n`)
  }
  return root
}

describe('free memory of a GPU', () => {
  it('is that of the one with most', () => {
    expect(freeDeviceBytes({ ...none, nvidia: () => '7500\n23000\n' })).toBe(23000 * 2 ** 20)
    const cards = cardsOf(undefined, [8e9, 1e9], [16e9, 15e9])
    expect(freeDeviceBytes({ ...none, cards })).toBe(7e9)
  })

  it('is not waited for where the driver hangs', () => {
    const root = mkdtempSync(join(tmpdir(), 'murmur-smi-'))
    const { PATH } = process.env
    onTestFinished(() => {
      process.env['PATH'] = PATH
      rmSync(root, { recursive: true, force: true })
    })
    const script = "#!/bin/sh\ntrap '' TERM\nexec sleep 20\n"
    writeFileSync(join(root, 'nvidia-smi'), script, { mode: 0o755 })
    process.env['PATH'] = `${root}:${PATH}`
    const start = performance.now()
    freeDeviceBytes()
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it("is not known where no driver says, or where it is the machine's own", () => {
    expect(freeDeviceBytes(none)).toBeUndefined()
    expect(freeDeviceBytes({ ...none, nvidia: () => 'No devices were found\n' })).toBeUndefined()
    expect(freeDeviceBytes({ ...none, cards: cardsOf([512e6, 1e6]) })).toBeUndefined()
  })
})

describe('what training may take', () => {
  const flags = {
    activations: 'auto',
    precision: 'f32',
    memoryBytes: undefined,
    deviceBytes: undefined,
  } as const
  const free = () => 10e9

  it('is four fifths of what the device has free, or what was said', () => {
    expect(computeSettings(flags, 'auto', free).deviceBytes).toBe(8e9)
    expect(computeSettings({ ...flags, deviceBytes: 1e9 }, 'webgpu', free).deviceBytes).toBe(1e9)
    expect(computeSettings(flags, 'cuda', () => undefined).deviceBytes).toBeUndefined()
  })

  it('asks no driver where the processor computes', () => {
    const ask = () => {
      throw new Error('asked')
    }
    expect(computeSettings(flags, 'cpu', ask).deviceBytes).toBeUndefined()
    expect(computeSettings({ ...flags, deviceBytes: 1e9 }, 'auto', ask).deviceBytes).toBe(1e9)
  })
})
