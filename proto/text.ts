/**
 * Text from somebody else that a person will read in a terminal. Members choose their names, and everybody's status shows them: a name
 * may move no cursor, hide no line and begin none.
 */

/** Control characters, and those that end a line or turn the direction of what follows. */
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** Whether a text is what it looks like, on one line. */
export const isPlain = (text: string): boolean => !unsafe.test(text)

/** A page of text with what is not plain replaced; lines and tabs stay. */
export const plainPage = (text: string): string =>
  text.replace(new RegExp(unsafe, 'gu'), (found) =>
    found === '\n' || found === '\t' ? found : '\ufffd',
  )
