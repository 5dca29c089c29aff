/**
 * What an engine rejects with: a code that callers compare, and a sentence for people.
 */

export type EngineErrorCode =
  /** The batch is not of the shape that the engine was made for, or holds tokens outside the vocabulary. */
  | 'batch-invalid'
  /** The parameters are not as many as the model has. */
  | 'params-invalid'
  | 'prompt-invalid'
  /** The model gives no finite logits: its weights are too large, or damaged. */
  | 'logits-invalid'
  /** The library could not compile or run the program: out of memory, device lost. */
  | 'device-failed'
  /** The way that was asked for takes more memory than it may. */
  | 'device-short'
  /** A request to generate would take more memory than it may, whatever is generated with it. */
  | 'device-cache'
  /** The device does not answer: it hangs, or its driver does. */
  | 'device-timeout'
  /** The library or its device is not there. */
  | 'device-absent'
  | 'engine-closed'

export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode
  constructor(code: EngineErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** The error as an EngineError; anything that is not one is the device's. */
export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  return new EngineError('device-failed', reasonOf(error))
}

/** What a library said, on which device and program, as an EngineError. */
export function deviceError(
  code: 'device-absent' | 'device-failed',
  device: string,
  program: string,
  error: unknown,
): EngineError {
  const reason = reasonOf(error)
  return new EngineError(code, `${device} cannot run '${program}': ${reason}`)
}

/**
 * The same of a program that could not be compiled: the device is not there, unless the library says that it is there and full. Words that
 * may also stand in the name of a file that is missing do not count.
 */
export function compileError(device: string, program: string, error: unknown): EngineError {
  const code = FULL.test(reasonOf(error)) ? 'device-failed' : 'device-absent'
  return deviceError(code, device, program, error)
}

const FULL =
  /out[ _]of[ _](\w+[ _])?memory|(not enough|insufficient) memory|(failed|unable) to allocate|cannot allocate|could not allocate|allocation failed|bad_alloc/i
