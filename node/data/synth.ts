/**
 * `murmur data synth`: seeded hybrid-reasoning chat samples, held-out problems, and raw base text of the same domain.
 *
 * Every sample is checked by recomputing its answer from its own text; no held-out problem enters a sample or the base text.
 * Invariant: a pure function of the seed and the count.
 */
import { createRandom, type Random } from '../../kernels/math/random.ts'
import type { ChatSample } from './chat.ts'
import { allProblems, isHeldOut, type Problem, solve, workOut } from './problem.ts'

const people = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana'] as const
const things = ['apples', 'books', 'coins', 'shells', 'stamps', 'marbles', 'pens', 'cards'] as const

type Story = {
  readonly tell: (who: string, what: string, a: number, b: number) => string
  readonly ask: (who: string, what: string) => string
  readonly end: (who: string, what: string, answer: number) => string
}

const gains: readonly Story[] = [
  {
    tell: (who, what, a, b) => `${who} has ${a} ${what} and buys ${b} more.`,
    ask: (who, what) => `How many ${what} has ${who} now?`,
    end: (who, what, n) => `Now ${who} has ${n} ${what}.`,
  },
  {
    tell: (who, what, a, b) => `${who} finds ${a} ${what} in the morning and ${b} at noon.`,
    ask: (who, what) => `How many ${what} did ${who} find?`,
    end: (who, what, n) => `${who} found ${n} ${what}.`,
  },
]
const losses: readonly Story[] = [
  {
    tell: (who, what, a, b) => `${who} has ${a} ${what} and gives away ${b}.`,
    ask: (_who, what) => `How many ${what} are left?`,
    end: (who, what, n) => `${who} has ${n} ${what} left.`,
  },
  {
    tell: (who, what, a, b) => `${who} had ${a} ${what} and sold ${b}.`,
    ask: (who, what) => `How many ${what} has ${who} now?`,
    end: (who, what, n) => `Now ${who} has ${n} ${what}.`,
  },
]

const below = (random: Random, n: number) => Math.min(n - 1, Math.floor(random() * n))
const pick = <T>(random: Random, items: readonly T[]) => items[below(random, items.length)] as T

function tellStory(problem: Problem, random: Random) {
  const story = pick(random, problem.operation === '+' ? gains : losses)
  const who = pick(random, people)
  const what = pick(random, things)
  return {
    told: story.tell(who, what, problem.a, problem.b),
    asked: story.ask(who, what),
    ended: story.end(who, what, solve(problem)),
  }
}

/** The question of a problem: bare, or a story one time in three. */
export function poseQuestion(problem: Problem, random: Random): string {
  if (below(random, 3) > 0) return `What is ${problem.a}${problem.operation}${problem.b}?`
  const { told, asked } = tellStory(problem, random)
  return `${told} ${asked}`
}

/** A chat sample in one of the two modes. */
export function makeSample(problem: Problem, think: boolean, random: Random): ChatSample {
  const answer = String(solve(problem))
  const content = think ? `<think>${workOut(problem)}\n</think>${answer}` : answer
  return {
    messages: [
      { role: 'user', content: poseQuestion(problem, random) },
      { role: 'assistant', content },
    ],
  }
}

/** Whether a sample's answer, and its reasoning where it has one, follow from the numbers of its question. */
export function checkSample(sample: ChatSample): boolean {
  const [user, assistant] = sample.messages
  const numbers = user?.content.match(/\d+/g)?.map(Number) ?? []
  const [a, b] = numbers
  if (assistant === undefined || a === undefined || b === undefined || numbers.length !== 2)
    return false
  const minus = /\d-\d|gives away|sold/.test(user?.content ?? '')
  const problem: Problem = { operation: minus ? '-' : '+', a, b }
  const match = /^(?:<think>(.*)\n<\/think>)?(\d+)$/s.exec(assistant.content)
  if (match === null || Number(match[2]) !== solve(problem) || isHeldOut(problem)) return false
  return match[1] === undefined || match[1] === workOut(problem)
}

/** `count` training samples, half of them with thinking. */
export function synthesizeChat(count: number, seed: number): ChatSample[] {
  const random = createRandom(seed, 1)
  const training = allProblems().filter((problem) => !isHeldOut(problem))
  const samples: ChatSample[] = []
  for (let i = 0; i < count; i++) {
    const sample = makeSample(pick(random, training), i % 2 === 0, random)
    if (!checkSample(sample)) throw new Error(`sample ${i} of seed ${seed} does not check`)
    samples.push(sample)
  }
  return samples
}

export type HeldOutLine = { readonly question: string; readonly answer: string }

/** `count` held-out problems of different content, in a seeded order. At most about 1,500 exist. */
export function synthesizeHeldOut(count: number, seed: number): HeldOutLine[] {
  const random = createRandom(seed, 2)
  const problems = allProblems().filter((p) => isHeldOut(p) && (p.operation === '-' || p.a <= p.b))
  for (let i = problems.length - 1; i > 0; i--) {
    const j = below(random, i + 1)
    ;[problems[i], problems[j]] = [problems[j] as Problem, problems[i] as Problem]
  }
  if (count > problems.length)
    throw new Error(
      `only ${problems.length} held-out problems exist, ${count} were asked for: ask for fewer [E_DATA]`,
    )
  return problems.slice(0, count).map((problem) => ({
    question: poseQuestion(problem, random),
    answer: String(solve(problem)),
  }))
}

/** What stands between a question and what follows it: many ways, so that no one of them is what the base waits for. */
const gaps = [' ', '\n', '\n\n', ' -- ', ' Answer: ', '\nAnswer: ', ' So: '] as const

/**
 * One paragraph of base text: an equation, its working, a story, or a question with working or answer. No chat tokens, no
 * held-out problem.
 */
export function baseParagraph(problem: Problem, random: Random): string {
  const answer = solve(problem)
  const kind = below(random, 8)
  if (kind < 2) return `${problem.a}${problem.operation}${problem.b}=${answer}\n`
  if (kind === 2) return `${workOut(problem)}\n`
  const { told, asked, ended } = tellStory(problem, random)
  if (kind === 3) return `${told} ${ended}\n`
  if (kind === 4) return `${told} ${workOut(problem)}. ${ended}\n`
  const question =
    kind === 5 ? `${told} ${asked}` : `What is ${problem.a}${problem.operation}${problem.b}?`
  const said = below(random, 2) === 0 ? workOut(problem) : String(answer)
  return `${question}${pick(random, gaps)}${said}\n`
}

/** `paragraphs` of raw base text. */
export function synthesizeBase(paragraphs: number, seed: number): string[] {
  const random = createRandom(seed, 3)
  const training = allProblems().filter((problem) => !isHeldOut(problem))
  return Array.from({ length: paragraphs }, () => baseParagraph(pick(random, training), random))
}
