import { describe, expect, it } from 'vitest'
import { parseHeader } from '../../node/checkpoints/safetensors.ts'
import { fuzzHeaders } from './safetensors.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const messageOf = (text: string) => {
  const read = parseHeader(bytes(text), 8 + text.length + 8)
  if (read.ok) throw new Error('was accepted')
  return read.message
}
const entry = '{"dtype":"F32","shape":[2],"data_offsets":[0,8]}'

describe('safetensors headers of any bytes', () => {
  it('give tensors that tile the file, or a refusal in one sentence, 3,000 of them', () => {
    const { accepted, refused } = fuzzHeaders(3000, 7)
    expect(accepted).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(800)
  })

  it('may not name a tensor or a field twice', () => {
    expect(messageOf(`{"a":${entry},"a":${entry}}`)).toMatch(/names a twice/)
    expect(messageOf(`{"a":${entry},"\\u0061" : ${entry}}`)).toMatch(/names a twice/)
    const twice = entry.replace('}', ',"shape":[2]}')
    expect(messageOf(`{"a":${twice}}`)).toMatch(/names shape twice/)
    expect(parseHeader(bytes(`{"a":${entry}}`), 8 + entry.length + 6 + 8).ok).toBe(true)
  })

  it('may be nested without end, or hold what a terminal would obey', () => {
    const deep = (n: number) => `${'['.repeat(n)}${']'.repeat(n)}`
    expect(messageOf(`{"a":{"dtype":${deep(100_000)}}}`)).toMatch(/nested deeper/)
    expect(messageOf(`{"a":{"dtype":${deep(4)}}}`)).toMatch(/tensor a is of no type/)
    const evil = JSON.stringify('\u001b[2J'.repeat(100))
    const said = messageOf(`{${evil}:{}}`)
    expect(said).toMatch(/^tensor \?\[2J.{60,90} is of no type/)
    expect(said).not.toContain('\u001b')
  })
})
