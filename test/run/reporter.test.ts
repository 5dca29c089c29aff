import { afterEach, expect, it, vi } from 'vitest'
import { createReporter } from '../../node/run/reporter.ts'

afterEach(() => vi.restoreAllMocks())

it('a bar changes nothing in a terminal that a kill would leave changed', () => {
  let written = ''
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written += String(text)
      return true
    })
    stream.isTTY = true
  }
  const reporter = createReporter({ json: false, quiet: false, name: 'test' })
  reporter.progress(1, 2, 'half')
  reporter.event('said', {}, 'a line')
  reporter.stop()
  vi.restoreAllMocks()
  expect(written).toContain('1/2')
  // Wrapping off, the cursor hidden.
  for (const change of ['?7l', '?25l']) expect(written).not.toContain(`\u001b[${change}`)
})
