/**
 * Threads that do not come back from a library, and how a process ends all the same.
 *
 * Node joins its threads when it exits, so one that hangs in native code holds the process up for ever; `worker.terminate()` is no way out
 * either: when the library returns after all, it throws into a thread that is gone and aborts the process (onnxruntime-node 1.30). So such
 * a thread is left alone, and the process is replaced at its end by one that only has an exit code.
 */

const threads = new Set<object>()

export function markStuck(thread: object): void {
  threads.add(thread)
}

/** It came back and has ended. */
export function unmarkStuck(thread: object): void {
  threads.delete(thread)
}

export function hasStuckThreads(): boolean {
  return threads.size > 0
}

/**
 * Ends the process at once with this code, whatever its threads do. Exit handlers run. Where the system cannot replace a process
 * (Windows), a thread that is stuck costs the code: the process is killed.
 */
export function endAtOnce(code: number): never {
  process.exitCode = code
  if (process.platform !== 'win32' && process.execve !== undefined) {
    process.emit('exit', code)
    process.execve('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  }
  if (hasStuckThreads()) process.kill(process.pid, 'SIGKILL')
  process.exit(code)
}
