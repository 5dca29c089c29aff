/** An operator's commands to a live run: each is answered; one in the wrong state is refused and leaves the log as it is. */
import { describe, expect, it } from 'vitest'
import { createBeaconChain } from '../../coordinator/beacon.ts'
import { commandRefusals } from '../../coordinator/commands.ts'
import { foldLog } from '../../coordinator/fold-log.ts'
import { createCoordinator } from '../../coordinator/round.ts'
import type { CoordinatorEvent } from '../../coordinator/types.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { simulate } from '../sim/simulate.ts'

type Command = Extract<CoordinatorEvent, { type: 'command' }>['command']

/** The machine alone, on the log of a simulated run: what it answers and what it appends. */
function lonely(log: readonly Uint8Array[]) {
  const crypto = simulatedCrypto(5, 0)
  const chain = createBeaconChain(crypto.hash, Uint8Array.of(5))
  const folded = foldLog(crypto, log)
  if (!folded.ok) throw new Error(folded.code)
  const machine = createCoordinator({ ...crypto, chain, view: folded.view, keepsPayloads: false })
  let state = machine.initial
  let entries = 0
  const send = (event: CoordinatorEvent): string | undefined => {
    const step = machine.step(state, event)
    state = step.state
    entries += step.effects.filter((e) => e.type === 'append').length
    return step.effects.flatMap((e) => (e.type === 'answer' ? [e.code] : []))[0]
  }
  const now = folded.view.timeMs
  return {
    command: (command: Command) => send({ type: 'command', now, command, id: 1 }),
    eject: (member: string) => send({ type: 'eject', now, id: 2, member, reason: 'because' }),
    entries: () => entries,
  }
}

function runTo(step: number) {
  const net = simulate({ nodes: 3, rounds: 6, seed: 5 })
  net.until(() => net.coordinator().state().view.step >= step)
  return net
}

describe('a command', () => {
  it('in the wrong state is refused by code and appends nothing', () => {
    const machine = lonely(runTo(2).log())
    expect(machine.command('resume')).toBe('not-paused')
    expect(machine.eject('ab'.repeat(32))).toBe('not-a-member')
    expect(machine.entries()).toBe(0)
    expect(machine.command('pause')).toBe('ok')
    expect(machine.command('pause')).toBe('already-pausing')
    expect(machine.command('resume')).toBe('ok')
    expect(machine.command('stop')).toBe('ok')
    expect(machine.entries()).toBe(3)
    for (const command of ['pause', 'resume', 'stop'] as const)
      expect(machine.command(command)).toBe('stopping')
    expect(machine.entries()).toBe(3)
  })

  it('to a finished run is refused', () => {
    const net = runTo(6)
    net.until(net.finished)
    const machine = lonely(net.log())
    expect(machine.command('pause')).toBe('finished')
    expect(machine.eject(net.members[0]?.id as string)).toBe('finished')
    expect(machine.entries()).toBe(0)
  })

  it('that is refused has a sentence', () => {
    for (const code of ['finished', 'stopping', 'already-pausing', 'not-paused', 'not-a-member'])
      expect(commandRefusals[code]).toMatch(/^[a-z]/)
  })
})

describe('a command that was acknowledged', () => {
  const phases = ['RoundTrain', 'RoundReveal', 'Cooldown'] as const
  const ends = { pause: 'Paused', stop: 'Finished' } as const
  it.each(phases.flatMap((phase) => (['pause', 'stop'] as const).map((c) => [c, phase] as const)))(
    '%s in %s, outlives a kill',
    (command, phase) => {
      const net = simulate({ nodes: 3, rounds: 8, seed: 6, config: { epochRounds: 4 } })
      const viewOf = () => net.coordinator().state().view
      expect(net.until(() => viewOf().phase === phase && viewOf().step >= 2)).toBe(true)
      const { step } = viewOf()
      net.coordinator().post({ type: 'command', command, id: -1 })
      expect(viewOf().phase).toBe(phase)
      net.killCoordinator()
      net.until(() => false, 2000)
      net.startCoordinator()
      expect(net.until(() => viewOf().phase === ends[command], 120_000)).toBe(true)
      expect(viewOf().step).toBe(step + (phase === 'Cooldown' ? 0 : 1))
      expect(net.violations).toEqual([])
    },
  )
})

describe('an ejected member', () => {
  it('is told why, cannot come back, and the run goes on without it', () => {
    const net = runTo(2)
    const handle = net.members[1]
    if (handle === undefined) throw new Error('no member')
    net.coordinator().post({ type: 'eject', id: 9, member: handle.id, reason: 'wrong results' })
    net.until(() => handle.member()?.ended() !== undefined)
    expect(handle.member()?.ended()).toBe('ejected')
    handle.kill()
    handle.start('lost')
    net.until(() => handle.member()?.ended() !== undefined)
    expect(handle.member()?.ended()).toBe('ejected')
    expect(net.until(net.finished)).toBe(true)
    const { view } = net.coordinator().state()
    expect(view.step).toBe(6)
    expect(view.members.has(handle.id)).toBe(false)
    expect(view.ejected.get(handle.id)).toBe('wrong results')
    expect(foldLog(simulatedCrypto(5, 0), net.log()).ok).toBe(true)
    expect(net.violations).toEqual([])
  })
})
