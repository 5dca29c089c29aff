/**
 * The coordinator's end of the control socket: requests become events of its machine, and the machine's codes become answers.
 */
import { commandRefusals } from '../../../coordinator/commands.ts'
import type { CoordinatorState } from '../../../coordinator/round-work.ts'
import type { CoordinatorEvent } from '../../../coordinator/types.ts'
import { changedConfig } from '../../../coordinator/view-change.ts'
import type { WithoutNow } from '../../perform-world.ts'
import { type ControlAnswer, type ControlRequest, serveControl } from '../../system/control.ts'
import { describeStatus, type Process } from './status.ts'
import type { Tally } from './tally.ts'
import { findMembers, whyMember, whyRun } from './why.ts'

export type ControlParts = {
  readonly folder: string
  readonly post: (event: WithoutNow<CoordinatorEvent>) => void
  readonly state: () => CoordinatorState
  readonly tally: Tally
  readonly process: () => Process
  readonly now: () => number
}

export type Control = {
  /** The machine's answer to the command of this id. */
  readonly answer: (id: number, code: string) => void
  readonly stop: () => Promise<void>
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const refuse = (code: string, message: string): ControlAnswer => ({ ok: false, code, message })

/** Ids of commands are negative: those of members' messages are not. */
export const isControlId = (id: number): boolean => id < 0

export async function startControl(parts: ControlParts): Promise<Control> {
  const waiting = new Map<number, (answer: ControlAnswer) => void>()
  let lastId = 0
  const ask = (make: (id: number) => WithoutNow<CoordinatorEvent>): Promise<ControlAnswer> => {
    lastId--
    const id = lastId
    return new Promise((done) => {
      waiting.set(id, done)
      parts.post(make(id))
    })
  }
  const stop = await serveControl(parts.folder, (request) => handle(parts, ask, request))
  return {
    answer: (id, code) => {
      waiting.get(id)?.(
        code === 'ok' ? { ok: true, data: {} } : refuse(code, commandRefusals[code] ?? code),
      )
      waiting.delete(id)
    },
    stop,
  }
}

type Ask = (make: (id: number) => WithoutNow<CoordinatorEvent>) => Promise<ControlAnswer>

function handle(
  parts: ControlParts,
  ask: Ask,
  request: ControlRequest,
): ControlAnswer | Promise<ControlAnswer> {
  const { command } = request
  switch (command) {
    case 'status':
      return { ok: true, data: statusOf(parts) }
    case 'why':
      return why(parts, text(request['member']))
    case 'pause':
    case 'resume':
    case 'stop':
      return ask((id) => ({ type: 'command', command, id }))
    case 'eject':
      return eject(parts, ask, text(request['member']), text(request['reason']))
    case 'revert':
      return ask((id) => ({ type: 'revert', id, round: count(request['round']) }))
    case 'restart':
      return ask((id) => ({ type: 'restart', id, step: count(request['step']) }))
    case 'change':
      return change(parts, ask, request)
    default:
      return refuse('unknown-command', `a coordinator knows no command ${command}`)
  }
}

/** A number of rounds or steps, or a version; -1, which none has, where it is not one that the log can carry. */
const count = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff
    ? value
    : -1

/** New settings from a round on; what is wrong with them is said here, by field. */
function change(
  { state }: ControlParts,
  ask: Ask,
  request: ControlRequest,
): ControlAnswer | Promise<ControlAnswer> {
  const { config, round: next } = state().view
  const fields = (request['fields'] ?? {}) as Record<string, unknown>
  const changed = changedConfig(config, fields)
  if (!changed.ok) return refuse(changed.code, changed.message)
  const round = request['round'] === undefined ? next : count(request['round'])
  const versions = Object.fromEntries(
    ['kernel', 'protocol'].flatMap((name) =>
      request[name] === undefined ? [] : [[name, count(request[name])]],
    ),
  )
  return ask((id) => ({ type: 'change', id, round, fields, ...versions }))
}

const statusOf = ({ state, tally, process, now }: ControlParts) =>
  describeStatus(state().view, tally, { state: state(), process: process() }, now())

function why(parts: ControlParts, who: string): ControlAnswer {
  const status = statusOf(parts)
  if (who === '') return { ok: true, data: whyRun(status) }
  const found = findMembers(parts.tally, who)
  if (found.length === 0) return refuse('not-a-member', commandRefusals['not-a-member'] as string)
  const { view } = parts.state()
  const lines = found.flatMap((member) =>
    whyMember(
      member,
      view,
      status.members.find(({ id }) => id === member.id),
    ),
  )
  return { ok: true, data: lines }
}

const mostReason = 256

function eject(
  parts: ControlParts,
  ask: Ask,
  who: string,
  reason: string,
): ControlAnswer | Promise<ControlAnswer> {
  const { view } = parts.state()
  const found = findMembers(parts.tally, who).filter(({ id }) => view.members.has(id))
  if (found.length > 1)
    return refuse(
      'ambiguous',
      `${found.length} members are called ${who}: give the id of one (${found.map(({ id }) => id.slice(0, 16)).join(', ')})`,
    )
  const member = found[0]?.id ?? ''
  return ask((id) => ({ type: 'eject', id, member, reason: reason.slice(0, mostReason) }))
}
