/**
 * What JSON.parse passes over: keys that come twice, of which it takes the last and another reader the first, and nesting without end.
 *
 * Invariant: linear time, no recursion, no more memory than the keys of a few levels.
 */

const MOST_LEVELS = 8

/** What is wrong with valid JSON text, as the end of a sentence that begins with what it is; undefined where nothing is. */
export function faultOfKeys(text: string): string | undefined {
  const levels: Set<string>[] = []
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '{' || c === '[') {
      if (levels.push(new Set()) > MOST_LEVELS) return 'is nested deeper than a header is'
    } else if (c === '}' || c === ']') levels.pop()
    else if (c === '"') {
      const end = endOfString(text, i)
      if (isKey(text, end)) {
        const key = JSON.parse(text.slice(i, end)) as string
        const keys = levels.at(-1)
        if (keys?.has(key)) return `names ${shown(key)} twice`
        keys?.add(key)
      }
      i = end - 1
    }
  }
  return undefined
}

/** The place behind the closing quote. */
function endOfString(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i + 1
}

function isKey(text: string, end: number): boolean {
  let i = end
  while (/\s/.test(text[i] ?? '')) i += 1
  return text[i] === ':'
}

const MOST_SHOWN = 80

/** Somebody else's name in a message: short, and nothing that a terminal would obey. */
export function shown(name: string): string {
  const short = name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name
  return short.replace(/[^\x20-\x7e…]/g, '?')
}
