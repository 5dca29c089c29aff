import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pages } from './generate.ts'

describe('the pages that follow from the code', () => {
  it.each(pages.map(({ path, text }) => [basename(path), path, text] as const))(
    '%s is as npm run docs writes it',
    (_name, path, text) => {
      expect(readFileSync(path, 'utf8')).toBe(text())
    },
  )
})
