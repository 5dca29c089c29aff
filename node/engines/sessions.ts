/**
 * Programs compiled when they are first needed, and kept until the engine closes.
 */
import type { Program } from '../../kernels/graph/ops.ts'
import type { Runner, Session } from './runner.ts'

export type Sessions = {
  /** The session of a name; `make` is called once. `stay` as in Runner.compile, the same at each call. */
  readonly get: (name: string, make: () => Program, stay?: readonly string[]) => Promise<Session>
  readonly release: () => Promise<void>
}

export function createSessions(runner: Runner): Sessions {
  const sessions = new Map<string, Promise<Session>>()
  return {
    get: (name, make, stay = []) => {
      const kept = sessions.get(name)
      if (kept !== undefined) return kept
      const session = runner.compile(make(), stay)
      sessions.set(name, session)
      // Closing must not meet the failure once more, and a call that is made again tries again.
      session.catch(() => sessions.delete(name))
      return session
    },
    release: async () => {
      for (const session of sessions.values()) await (await session).release()
      sessions.clear()
    },
  }
}
