/** What drivers say of a GPU's memory, and what becomes of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { computeSettings } from '../../node/run/model.ts'
import { askNvidia, freeDeviceBytes } from '../../node/system/device-memory.ts'

const none = { nvidia: () => undefined, cards: '/nonexistent', env: {} }

/** As nvidia-smi 580 writes them; the second one is at work. */
const ALIKE = `GPU-0b5a3c1e-7c07-4a54-93c7-5d1cf3f4ab10, NVIDIA H100 80GB HBM3, 81079
GPU-8932f937-d72c-4106-c12f-20bd9faed9f6, NVIDIA H100 80GB HBM3, 1203
GPU-8932e111-0d1c-9fd2-11f1-fc4e42ab7a33, NVIDIA H100 80GB HBM3, 60001
`
const UNLIKE = `GPU-5f1d2a90-3a0e-4f8d-8a1b-c1a1c0a1b2c3, NVIDIA T400 4GB, 3781
GPU-c7e6d5b4-1111-2222-3333-444455556666, NVIDIA GeForce RTX 4090, 23828
`

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

/** A program of the driver's name, for a test. */
function withDriver(script: string): void {
  const root = mkdtempSync(join(tmpdir(), 'murmur-smi-'))
  const { PATH } = process.env
  onTestFinished(() => {
    process.env['PATH'] = PATH
    rmSync(root, { recursive: true, force: true })
  })
  writeFileSync(join(root, 'nvidia-smi'), script, { mode: 0o755 })
  process.env['PATH'] = `${root}:${PATH}`
}

describe('free memory of a GPU', () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, 81079],
    ['0', 81079],
    ['1', 1203],
    ['2,0', 60001],
    [' 2 , 1', 60001],
    ['GPU-8932f937-d72c-4106-c12f-20bd9faed9f6', 1203],
    ['GPU-8932e,GPU-0b', 60001],
    // Of two that are called so neither counts, as for CUDA; nor what is not there.
    ['GPU-8932', undefined],
    ['7', undefined],
    ['-1', undefined],
    ['', undefined],
    ['MIG-e91edf3b-b297-37c1-a2a7-7601f3238fa2', undefined],
  ])('is that of the first that CUDA sees (CUDA_VISIBLE_DEVICES=%s)', (visible, free) => {
    const env = { CUDA_VISIBLE_DEVICES: visible }
    const sources = { ...none, env, nvidia: () => ALIKE }
    const bytes = free && free * 2 ** 20
    expect(freeDeviceBytes('cuda', sources)).toBe(bytes)
    expect(freeDeviceBytes('auto', sources)).toBe(bytes)
    // Which the other library does not ask.
    expect(freeDeviceBytes('webgpu', sources)).toBe(81079 * 2 ** 20)
  })

  it('is the least of unlike ones, which CUDA sorts by speed unless it is told not to', () => {
    const of = (env: Record<string, string>) =>
      (freeDeviceBytes('cuda', { ...none, env, nvidia: () => UNLIKE }) ?? 0) / 2 ** 20
    expect(of({})).toBe(3781)
    expect(of({ CUDA_VISIBLE_DEVICES: '1' })).toBe(3781)
    expect(of({ CUDA_VISIBLE_DEVICES: 'GPU-c7e6' })).toBe(23828)
    expect(of({ CUDA_VISIBLE_DEVICES: '1', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' })).toBe(23828)
  })

  it("is that of the first of AMD's, and of the two makers' the less", () => {
    const cards = cardsOf(undefined, [8e9, 1e9], [16e9, 1e9])
    expect(freeDeviceBytes('webgpu', { ...none, cards })).toBe(7e9)
    expect(freeDeviceBytes('auto', { ...none, cards })).toBe(7e9)
    const both = { ...none, cards, nvidia: () => ALIKE }
    expect(freeDeviceBytes('webgpu', both)).toBe(7e9)
    expect(freeDeviceBytes('cuda', both)).toBe(81079 * 2 ** 20)
  })

  it('is asked of the driver as it answers', () => {
    const script = `#!/bin/sh
[ "$*" = "--query-gpu=uuid,name,memory.free --format=csv,noheader,nounits" ] && echo "GPU-1, NVIDIA A, 9"
`
    withDriver(script)
    expect(freeDeviceBytes('webgpu')).toBe(9 * 2 ** 20)
  })

  it('is not waited for where the driver hangs', () => {
    withDriver("#!/bin/sh\ntrap '' TERM\nexec sleep 20\n")
    const start = performance.now()
    expect(askNvidia(300)).toBeUndefined()
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it("is not known where no driver says, or where it is the machine's own", () => {
    expect(freeDeviceBytes('auto', none)).toBeUndefined()
    const shared = 'GPU-0d3c1c61-5ae5-1e1b-0a57-1c8a6f3ad6a1, NVIDIA GB10, [N/A]\n'
    expect(freeDeviceBytes('auto', { ...none, nvidia: () => shared })).toBeUndefined()
    expect(
      freeDeviceBytes('auto', { ...none, nvidia: () => 'No devices were found\n' }),
    ).toBeUndefined()
    expect(freeDeviceBytes('auto', { ...none, cards: cardsOf([512e6, 1e6]) })).toBeUndefined()
  })
})

describe('what training may take', () => {
  const flags = {
    activations: 'auto',
    precision: 'f32',
    memoryBytes: undefined,
    deviceBytes: undefined,
  } as const
  const free = (device: string) => (device === 'cuda' ? 20e9 : 10e9)

  it('is four fifths of what the device has free, or what was said', () => {
    expect(computeSettings(flags, 'auto', free).deviceBytes).toBe(8e9)
    expect(computeSettings(flags, 'cuda', free).deviceBytes).toBe(16e9)
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
