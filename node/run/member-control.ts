/**
 * The member's end of its control socket: whoever may read the node's folder may ask how it stands, from the first moment on.
 *
 * What the log says of the node is counted when somebody asks, from where the last answer ended. Invariant: asking changes nothing.
 */
import type { LogStore } from '../ports.ts'
import type { MemberState, Progress } from '../roles/types.ts'
import { systemClock } from '../system/clock.ts'
import { type ControlAnswer, type ControlRequest, serveControl } from '../system/control.ts'
import { describeNode, type Following, type NodeParts, type Stage } from './member-status.ts'
import { createTally } from './operator/tally.ts'

export type NodeControl = {
  /** What it does before it follows a log. */
  readonly stage: (what: string) => void
  readonly shown: (progress: Progress) => void
  /** From now on there is a machine to ask. */
  readonly follow: (state: () => MemberState) => void
  readonly stop: () => Promise<void>
}

export type NodeControlParts = Omit<NodeParts, 'stage' | 'peers' | 'pid' | 'peerId'> & {
  readonly folder: string
  readonly self: string
  readonly log: LogStore
  /** Undefined before the network is open. */
  readonly network: () => { readonly peers: () => number; readonly peerId: string } | undefined
}

const readAtOnce = 256
/** Rounds are not shown here, members are. */
const keptRounds = 1

/** Listens in the node's folder, whose lock the caller holds. */
export async function startNodeControl(parts: NodeControlParts): Promise<NodeControl> {
  const { now } = systemClock
  const tally = createTally(keptRounds)
  let counted = 0
  let counting: Promise<void> = Promise.resolve()
  let stage: Stage = { what: 'starting', sinceMs: now() }
  let shown: Following['shown']
  let stateOf: (() => MemberState) | undefined
  const count = () => {
    // A log that could not be read once may be readable the next time.
    counting = counting
      .catch(() => {})
      .then(async () => {
        for (;;) {
          const envelopes = await parts.log.read(counted, readAtOnce)
          for (const envelope of envelopes) tally.hear(envelope)
          counted += envelopes.length
          if (envelopes.length < readAtOnce) return
        }
      })
    return counting
  }
  const status = async (): Promise<ControlAnswer> => {
    const { name, coordinator, self } = parts
    const network = parts.network()
    const own = {
      name,
      coordinator,
      stage,
      pid: process.pid,
      peerId: network?.peerId ?? '',
      peers: network?.peers() ?? 0,
    }
    if (stateOf === undefined) return { ok: true, data: describeNode(own, undefined, now()) }
    await count()
    const following = { self, state: stateOf(), tally, shown }
    return { ok: true, data: describeNode(own, following, now()) }
  }
  const stop = await serveControl(parts.folder, (request) =>
    request.command === nodeCommand ? status() : refuse(request),
  )
  return {
    stage: (what) => {
      stage = { what, sinceMs: now() }
    },
    shown: (progress) => {
      const isSame =
        shown?.progress.doing === progress.doing && shown.progress.round === progress.round
      shown = { progress, sinceMs: isSame ? (shown?.sinceMs ?? now()) : now() }
    },
    follow: (state) => {
      stateOf = state
    },
    stop,
  }
}

/** What a node knows; a coordinator does not, so that nobody takes one for the other. */
export const nodeCommand = 'node'

const refuse = ({ command }: ControlRequest): ControlAnswer => ({
  ok: false,
  code: 'unknown-command',
  message: `a contributing node knows no command ${command}: it has no say in the run`,
})
