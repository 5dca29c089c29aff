/**
 * What a process has on the disk for as long as it runs is removed when it ends: also at once (node/stuck.ts), and by a signal that nobody
 * else listens to. SIGKILL leaves it.
 */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Calls `remove`, which cannot wait for anything, before such an end. Gives what stops that. One at a time in a process. */
export function beforeEnd(remove: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    // Whoever else hears it says what becomes of the process.
    if (process.listenerCount(signal) > 1) return
    stop()
    remove()
    process.kill(process.pid, signal)
  }
  const stop = () => {
    process.off('exit', remove)
    for (const signal of ENDING) process.off(signal, end)
  }
  process.on('exit', remove)
  for (const signal of ENDING) process.on(signal, end)
  return stop
}
