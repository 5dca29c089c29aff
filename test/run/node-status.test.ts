/** A contributor asks the node on this machine how it stands, with real processes. */
import { mkdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { NodeStatus } from '../../node/run/member-status.ts'
import { openLab } from './lab.ts'

const { at, coordinate, join, runFile, start, tell } = openLab('node-status')

const status = async (folder: string): Promise<NodeStatus> =>
  JSON.parse((await tell('status', folder, '--json')).out)

describe('murmur status', () => {
  it('tells what the node does, waits for and was credited, while it lives and when it does not', {
    timeout: 240_000,
  }, async () => {
    runFile('run', { rounds: 5000, name: 'asked' })
    const { child: coordinator, address } = await coordinate('run')
    const ada = join('ada', address)
    await ada.until('rounds', (e) => Number(e['roundsApplied']) >= 2, 100_000)
    const asked = await status(at('ada'))
    expect(asked).toMatchObject({
      name: 'ada',
      pid: ada.pid,
      coordinator: address,
      peers: 1,
      run: { name: 'asked', rounds: 5000, members: 1 },
    })
    expect(asked.run?.trained).toBeGreaterThanOrEqual(2)
    expect(asked.run?.credit.accepted).toBeGreaterThanOrEqual(2)
    expect(asked.run?.credit.share).toBe(1)
    // At work, or told for what it waits and until when.
    for (const wait of asked.run?.waits ?? []) expect(wait.what).not.toBe('')
    const page = (await tell('status', at('ada'))).out
    expect(page).toMatch(
      /^node ada, process \d+, connected to 1 node\nrun asked {2}\w{12}, 1 member;/,
    )
    expect(page).toMatch(/\(since \d+ s\)\n/)
    expect(page).toMatch(
      /of \d+ contributions accepted.* 100\.0 % of the run\npeer id \w+, member \w{8}\n$/,
    )

    expect((await tell('run', 'pause', at('run'), '--wait', '60')).out).toMatch(/Paused/)
    const paused = await tell('status', at('ada'))
    expect(paused.out).toMatch(/Paused, round \d+; \d+ of 5000 rounds applied\n/)
    expect(paused.out).toMatch(
      /waiting for the operator to resume \(since \d+ s, until it happens\)/,
    )

    // Nobody takes a node for a coordinator, or the other way round.
    const wrong = await tell('status', at('run'))
    expect(wrong).toMatchObject({ exit: 5, out: '' })
    expect(wrong.err).toMatch(
      /a coordinator runs in .*, no contributing node.*run status.*\[E_STATE\]/s,
    )
    const noSay = await tell('run', 'pause', at('ada'))
    expect(noSay.exit).toBe(5)
    expect(noSay.err).toMatch(/a contributing node knows no command pause.*\[E_STATE\]/s)

    coordinator.kill('SIGKILL')
    await coordinator.exited
    ada.kill('SIGKILL')
    await ada.exited
    const dead = await tell('status', at('ada'))
    expect(dead).toMatchObject({ exit: 4, out: '' })
    expect(dead.err).toMatch(
      /no node runs in .*ada; its copy of the log has \d+ entries.*\[E_UNREACHABLE\]/s,
    )
  })
})

describe('murmur status of a node without a run', () => {
  it('answers before the node has found its coordinator', { timeout: 120_000 }, async () => {
    const nobody = '/ip4/127.0.0.1/tcp/9/p2p/12D3KooWGRUfwMPPdY8NYyFEfFcvUcXyYqeCKHFaLx1uWRbCV1Cu'
    const flags = ['--home', at('early'), '--name', 'early', '--patience', '600']
    const node = start('early', 'join', nobody, ...flags)
    await node.until('a try', (e) => e.event === 'retrying', 60_000)
    const { out } = await tell('status', at('early'))
    expect(out).toMatch(/^node early, process \d+, connected to 0 nodes\n/)
    expect(out).toMatch(/trying to reach the coordinator \(since \d+ s\)\npeer id /)
    expect(out).toContain(nobody)
    node.kill('SIGINT')
    await node.exited
    expect(await tell('status', at('early'))).toMatchObject({ exit: 4 })
  })

  it('of a folder that is none says so', async () => {
    const absent = await tell('status', at('nowhere'))
    expect(absent).toMatchObject({ exit: 2, out: '' })
    expect(absent.err).toMatch(/nowhere is not there.*--home.*\[E_INPUT\]/s)
    mkdirSync(at('empty'))
    const empty = await tell('status', at('empty'), '--json')
    expect(empty.exit).toBe(2)
    expect(empty.err).toMatch(/empty holds no node of a run.*\[E_INPUT\]/s)
  })
})
