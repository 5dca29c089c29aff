/** What an answer is worth: exact match of the final answer. */

/** The final answer in a generated text: what follows the thinking, without surrounding space. */
export function finalAnswer(text: string): string {
  const at = text.lastIndexOf('</think>')
  return (at < 0 ? text : text.slice(at + '</think>'.length)).trim()
}

/** Numbers compare as numbers (1,000 = 1000 = 1000.0), anything else as text without case. */
export function matches(given: string, expected: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/[$,\s]/g, '')
      .replace(/\.$/, '')
      .toLowerCase()
  const [a, b] = [plain(given), plain(expected)]
  if (a === b) return a !== ''
  return a !== '' && b !== '' && Number(a) === Number(b)
}
