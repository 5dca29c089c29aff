/**
 * Exact match on held-out questions, in both modes, greedily decoded.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf, fail } from '../coded-error.ts'
import { finalAnswer, matches } from '../data/grade.ts'
import { parseQuestions, type Question } from '../data/jsonl.ts'
import type { OutputOptions } from './options.ts'
import { createReporter } from './reporter.ts'
import { openTalker, type Talker, type TalkerOptions } from './talk.ts'

export type EvaluateOptions = OutputOptions &
  TalkerOptions & {
    readonly checkpoint: string
    readonly questions: string
    readonly limit: number
    readonly maxTokens: number
  }

/** Questions asked at once. */
const batchSize = 32
const shownSamples = 6

type Answered = {
  readonly correct: boolean
  readonly question: string
  readonly answer: string
  readonly expected: string
  /** The question leaves no room for an answer in the model's positions: it counts as wrong. */
  readonly tooLong: boolean
}

export async function runEvaluate(options: EvaluateOptions): Promise<void> {
  const { questions: path } = options
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    fail('E_INPUT', `${path} cannot be read (${codeOf(error)})`, 'Give a JSONL file of questions.'),
  )
  const parsed = parseQuestions(basename(path), text)
  if (!parsed.ok) fail('E_DATA', parsed.message)
  const questions = parsed.lines.slice(0, options.limit)
  const talker = await openTalker(options.checkpoint, options)
  const reporter = createReporter({ ...options, name: 'asking' })
  try {
    const answered: Record<'think' | 'noThink', Answered[]> = { think: [], noThink: [] }
    for (const mode of ['think', 'noThink'] as const)
      for (let at = 0; at < questions.length; at += batchSize) {
        const batch = questions.slice(at, at + batchSize)
        answered[mode].push(...(await ask(talker, batch, mode === 'think', options)))
        const done = answered.think.length + answered.noThink.length
        reporter.progress(
          done,
          2 * questions.length,
          mode === 'think' ? 'thinking' : 'not thinking',
        )
      }
    const share = (list: readonly Answered[]) =>
      list.filter((a) => a.correct).length / Math.max(1, list.length)
    const [think, noThink] = [share(answered.think), share(answered.noThink)]
    const samples = [
      ...answered.think.slice(0, shownSamples / 2),
      ...answered.noThink.slice(0, shownSamples / 2),
    ].map(({ question, answer }) => ({ prompt: question, answer }))
    const tooLong = answered.think.filter((a) => a.tooLong).length
    const note = tooLong === 0 ? '' : `; ${tooLong} are too long for the model and count as wrong`
    reporter.stop()
    reporter.event(
      'evaluated',
      { think, noThink, problems: questions.length, tooLong, samples },
      `${questions.length} problems: exact match ${percent(think)} thinking, ${percent(noThink)} not thinking${note}`,
    )
  } finally {
    reporter.stop()
    await talker.close()
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

async function ask(
  talker: Talker,
  batch: readonly Question[],
  think: boolean,
  options: EvaluateOptions,
): Promise<Answered[]> {
  const answers = await talker.answer(
    batch.map(({ question }) => [{ role: 'user', content: question }]),
    { think, maxTokens: options.maxTokens, temperature: 0, topP: 1, seed: 1 },
  )
  return batch.map(({ question, answer: expected }, i) => {
    const given = answers[i]
    const answer = given ?? ''
    const correct = matches(finalAnswer(answer), expected)
    return { question, expected, answer, correct, tooLong: given === undefined }
  })
}
