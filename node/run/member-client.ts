/**
 * `murmur status`: the contributor's end of the control socket. Each node is asked in its folder; a stopped one has no answer, and its
 * log says how far it came.
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fail } from '../coded-error.ts'
import { openLogStore } from '../store/log.ts'
import { askControl } from '../system/control.ts'
import { nodeCommand } from './member-control.ts'
import type { NodeStatus } from './member-status.ts'

/** Where nodes live whose owner named no folder: one folder a run. */
export const nodesFolder = (): string => join(homedir(), '.murmur')

/**
 * How the node of a folder stands. Rejects with E_INPUT where the folder is no node's, E_UNREACHABLE where none runs there, E_STATE where a
 * coordinator does.
 */
export async function nodeStatus(target: string): Promise<NodeStatus> {
  const folder = resolve(target)
  if (!existsSync(folder))
    fail('E_INPUT', `${folder} is not there`, 'Give the --home of murmur join.')
  const answer = await askControl(folder, { command: nodeCommand })
  if (answer?.ok === true) return answer.data as NodeStatus
  if (answer?.code === 'unknown-command')
    fail(
      'E_STATE',
      `a coordinator runs in ${folder}, no contributing node`,
      `murmur run status ${target} shows it.`,
    )
  if (answer !== undefined) fail('E_STATE', `${answer.message} (${answer.code})`)
  return notRunning(folder)
}

async function notRunning(folder: string): Promise<never> {
  const path = join(folder, 'log.sqlite')
  if (!existsSync(path))
    fail('E_INPUT', `${folder} holds no node of a run`, 'Give the --home of murmur join.')
  const log = openLogStore(path, { readOnly: true })
  const entries = await log.length().finally(() => log.close())
  return fail(
    'E_UNREACHABLE',
    `no node runs in ${folder}; its copy of the log has ${entries} entries`,
    'Start it with murmur join; murmur run status shows what the log says.',
  )
}

/** Every node that runs here in a folder of its own under `nodes`. Rejects with E_UNREACHABLE where none does. */
export async function runningNodes(nodes: string): Promise<NodeStatus[]> {
  const names = await readdir(nodes).catch(() => [])
  const found: NodeStatus[] = []
  for (const name of names.sort()) {
    const answer = await askControl(join(nodes, name), { command: nodeCommand })
    if (answer?.ok === true) found.push(answer.data as NodeStatus)
  }
  if (found.length > 0) return found
  return fail(
    'E_UNREACHABLE',
    `no node runs in a folder under ${nodes}`,
    'Start one with murmur join, or name its --home: murmur status <folder>.',
  )
}
