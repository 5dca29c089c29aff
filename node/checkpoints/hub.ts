/**
 * A checkpoint's files on the Hugging Face hub, read by parts straight from there: nothing is downloaded that is not written.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { downloadFile, HubApiError, listFiles, modelInfo } from '@huggingface/hub'
import { CodedError } from '../coded-error.ts'
import type { CheckpointFiles } from './files.ts'

export type HubOptions = {
  /** 'organisation/name' */
  readonly repo: string
  /** Branch, tag or commit. */
  readonly revision: string
  /** For repositories that ask for one. */
  readonly token: string | undefined
  /** For tests and mirrors; default https://huggingface.co. */
  readonly url?: string
  /** For tests: waits so many milliseconds. */
  readonly wait?: (ms: number) => Promise<void>
}

/** Before another try. An import takes hours, in which a connection breaks. */
const PAUSES_MS = [500, 2000, 5000, 15_000]

/** All files of one commit. Calls reject with E_UNREACHABLE, E_REFUSED or E_INPUT and what to do. */
export function hubFiles(options: HubOptions): CheckpointFiles {
  const { repo, revision, token, url, wait = sleep } = options
  const access = {
    ...(token === undefined ? {} : { accessToken: token }),
    ...(url === undefined ? {} : { hubUrl: url }),
  }
  let pinned: Promise<string> | undefined
  const pin = async () => {
    const asked = { name: repo, revision, additionalFields: ['sha' as const], ...access }
    try {
      return (await modelInfo(asked)).sha
    } catch (error) {
      pinned = undefined
      throw error
    }
  }
  /** The commit that the revision named at first: a branch may move while it is read. */
  const place = async () => {
    pinned ??= pin()
    return { repo: { type: 'model' as const, name: repo }, revision: await pinned, ...access }
  }
  let answered = false
  const guarded = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      const found = await act()
      answered = true
      return found
    } catch (error) {
      throw explain(repo, revision, error)
    }
  }
  /** As `guarded`, in several tries where the hub has answered before and may answer again. */
  const persistent = <T>(act: () => Promise<T>): Promise<T> =>
    guarded(async () => {
      for (const pause of PAUSES_MS)
        try {
          return await act()
        } catch (error) {
          if (!(answered && passes(error))) throw error
          await wait(pause)
        }
      return act()
    })
  return {
    where: (name) => (name === '.' ? `hf:${repo}` : `hf:${repo}/${name}`),
    names: () =>
      guarded(async () => {
        const names: string[] = []
        for await (const { type, path } of listFiles(await place()))
          if (type === 'file') names.push(path)
        return names
      }),
    open: (name) =>
      persistent(async () => {
        const blob = await downloadFile({ ...(await place()), path: name })
        if (blob === null) return undefined
        return {
          bytes: blob.size,
          read: (from: number, into: Uint8Array) =>
            persistent(async () => {
              const part = await blob.slice(from, from + into.length).arrayBuffer()
              into.set(new Uint8Array(part))
              return part.byteLength === into.length
            }),
          close: async () => {},
        }
      }),
  }
}

/** Whether the same question may be answered later: no connection, a busy hub. */
function passes(error: unknown): boolean {
  if (error instanceof CodedError) return false
  if (!(error instanceof HubApiError)) return true
  return error.statusCode >= 500 || error.statusCode === 408 || error.statusCode === 429
}

function explain(repo: string, revision: string, error: unknown): Error {
  if (error instanceof CodedError) return error
  const status = error instanceof HubApiError ? error.statusCode : undefined
  if (status === 401 || status === 403)
    return new CodedError(
      'E_REFUSED',
      `the hub does not show ${repo} to you (${status})`,
      'Check its name; if it asks for an agreement, accept that on its page and set HF_TOKEN.',
      error,
    )
  if (status === 404)
    return new CodedError(
      'E_INPUT',
      `the hub has no ${repo} at revision ${revision}`,
      'Check both names.',
      error,
    )
  const reason = error instanceof Error ? error.message : String(error)
  return new CodedError(
    'E_UNREACHABLE',
    `the Hugging Face hub cannot be reached for ${repo}: ${reason}`,
    'Check the connection, or copy the folder here by other means and give its path.',
    error,
  )
}
