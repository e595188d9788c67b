/**
 * Without case as .NET's invariant culture has it: a character is one again, or stays as it is (`ß`, `İ`), where JavaScript
 * makes two of it.
 */
export const lowered = (text: string): string => (ASCII.test(text) ? text.toLowerCase() : each(text, lower))

export const raised = (text: string): string => (ASCII.test(text) ? text.toUpperCase() : each(text, upper))

const ASCII = /^\p{ASCII}*$/u
const lower = (one: string): string => one.toLowerCase()
const upper = (one: string): string => one.toUpperCase()

const each = (text: string, by: (one: string) => string): string =>
  Array.from(text, (one) => {
    const made = by(one)
    return made.length === one.length ? made : one
  }).join('')
