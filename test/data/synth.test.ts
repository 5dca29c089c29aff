import { describe, expect, it } from 'vitest'
import { finalAnswer, matches } from '../../node/data/grade.ts'
import {
  allProblems,
  contentOf,
  isHeldOut,
  type Problem,
  solve,
  workOut,
} from '../../node/data/problem.ts'
import {
  checkSample,
  makeSample,
  synthesizeBase,
  synthesizeChat,
  synthesizeHeldOut,
} from '../../node/data/synth.ts'

const training = allProblems().filter((problem) => !isHeldOut(problem))
const says = (text: string) => ({
  messages: [
    { role: 'user' as const, content: 'What is 20+30?' },
    { role: 'assistant' as const, content: text },
  ],
})

/** Every problem that a text could be read as: an equation in figures, or a story's two numbers with its verb. */
function problemsIn(text: string): Problem[] {
  const found: Problem[] = []
  for (const [, a, operation, b] of text.matchAll(/(?<!\d)(\d\d)([+-])(\d\d)(?!\d)/g))
    found.push({ operation: operation as '+' | '-', a: Number(a), b: Number(b) })
  const [a, b] = (/^[A-Z]/.test(text) ? text : '').match(/(?<!\d)\d\d(?!\d)/g)?.map(Number) ?? []
  if (a !== undefined && b !== undefined)
    found.push({ operation: /gives away|sold|\d-\d/.test(text) ? '-' : '+', a, b })
  return found
}

describe('problems', () => {
  it('a commuted addition is the same content; a subtraction is not commuted', () => {
    expect(contentOf({ operation: '+', a: 71, b: 12 })).toBe(
      contentOf({ operation: '+', a: 12, b: 71 }),
    )
    expect(contentOf({ operation: '-', a: 71, b: 12 })).not.toBe(
      contentOf({ operation: '-', a: 12, b: 71 }),
    )
  })

  it('holds out at least 500 contents, between a tenth and a sixth, in both operations', () => {
    const contents = new Set(allProblems().map(contentOf))
    const heldOut = new Set(allProblems().filter(isHeldOut).map(contentOf))
    expect(heldOut.size).toBeGreaterThanOrEqual(500)
    expect(heldOut.size / contents.size).toBeGreaterThan(1 / 10)
    expect(heldOut.size / contents.size).toBeLessThan(1 / 6)
    for (const operation of ['+', '-'])
      expect([...heldOut].filter((content) => content.includes(operation)).length).toBeGreaterThan(
        200,
      )
  })

  it('every operand of a held-out problem also occurs in training', () => {
    const seen = new Set(
      training.flatMap(({ operation, a, b }) => [`${a}${operation}`, `${operation}${b}`]),
    )
    for (const { operation, a, b } of allProblems().filter(isHeldOut))
      expect([seen.has(`${a}${operation}`), seen.has(`${operation}${b}`)]).toEqual([true, true])
  })

  it('works every problem out to its answer, each step right', () => {
    for (const problem of allProblems()) {
      const text = workOut(problem)
      expect(text).toMatch(new RegExp(`so ${solve(problem)}$`))
      for (const [, sum, result] of text.matchAll(/([\d+-]+)=(\d+)/g)) {
        const terms = (sum as string).match(/[+-]?\d+/g) ?? []
        expect(terms.reduce((total, term) => total + Number(term), 0)).toBe(Number(result))
      }
    }
  })
})

describe('synthesized text', () => {
  it('is the same for the same seed and another for another', () => {
    expect(synthesizeChat(50, 7)).toEqual(synthesizeChat(50, 7))
    expect(synthesizeChat(50, 7)).not.toEqual(synthesizeChat(50, 8))
    expect(synthesizeBase(50, 7)).toEqual(synthesizeBase(50, 7))
    expect(synthesizeHeldOut(50, 7)).toEqual(synthesizeHeldOut(50, 7))
  })

  it('half of the chat thinks, and every sample checks', () => {
    const samples = synthesizeChat(2000, 3)
    expect(samples.every(checkSample)).toBe(true)
    const thinking = samples.filter((s) => s.messages[1]?.content.startsWith('<think>'))
    expect(thinking.length).toBe(1000)
  })

  it('no held-out problem occurs in chat or base text, in any seed tried', () => {
    for (const seed of [1, 2, 99]) {
      const chat = synthesizeChat(3000, seed).flatMap((s) => s.messages.map((m) => m.content))
      const base = synthesizeBase(3000, seed)
      const found = [...chat, ...base].flatMap(problemsIn)
      expect(found.length).toBeGreaterThan(6000)
      expect(found.filter(isHeldOut)).toEqual([])
    }
  })

  it('base text holds no chat token', () => {
    expect(synthesizeBase(3000, 1).filter((text) => /[<>|]/.test(text))).toEqual([])
  })

  it('held-out lines are distinct, held out and right', () => {
    const lines = synthesizeHeldOut(900, 5)
    const problems = lines.map(({ question, answer }) => {
      const [a, b] = (question.match(/\d+/g) ?? []).map(Number) as [number, number]
      const operation = /\d-\d|gives away|sold/.test(question) ? '-' : '+'
      const problem: Problem = { operation, a, b }
      expect(Number(answer)).toBe(solve(problem))
      return problem
    })
    expect(problems.every(isHeldOut)).toBe(true)
    expect(new Set(problems.map(contentOf)).size).toBe(900)
    expect(() => synthesizeHeldOut(1_000_000, 5)).toThrow(/only \d+ held-out problems exist/)
  })
})

describe('the check of a sample', () => {
  it('finds a wrong answer, a wrong step and a held-out problem', () => {
    expect(checkSample(says('50'))).toBe(!isHeldOut({ operation: '+', a: 20, b: 30 }))
    expect(checkSample(says('51'))).toBe(false)
    expect(checkSample(says('fifty'))).toBe(false)
    expect(checkSample(says('<think>20+30: 0+0=0, 2+3=6, so 50</think>50'))).toBe(false)
    const problem = allProblems().find(isHeldOut) as Problem
    expect(checkSample(makeSample(problem, true, () => 0.9))).toBe(false)
  })
})

describe('grading', () => {
  it('reads the answer after the thinking', () => {
    expect(finalAnswer('7+8=15</think> 85 ')).toBe('85')
    expect(finalAnswer('85')).toBe('85')
  })

  it('compares numbers as numbers and text without case', () => {
    expect(matches('$1,000.', '1000')).toBe(true)
    expect(matches('85.0', '85')).toBe(true)
    expect(matches('Paris', 'paris')).toBe(true)
    expect(matches('84', '85')).toBe(false)
    expect(matches('', '')).toBe(false)
    expect(matches('', '0')).toBe(false)
    expect(matches('85 and more', '85')).toBe(false)
  })
})
