import type { Registry } from '../../../model/sdk.ts'
import { readDescriptor } from '../npm/specifier.ts'
import { readRequirement } from '../pypi/requirement.ts'
import type { LineAsk } from './line-ask.ts'

/** Programs that install, and from where; `python -m pip` is told by its `pip`. */
const PROGRAMS: readonly (readonly [RegExp, Registry])[] = [
  [/^(?:.*\/)?(?:pip[\d.]*|pipx|uv|poetry|pdm|pipenv)$/, 'pypi'],
  [/^(?:.*\/)?(?:npm|pnpm|yarn|bun)$/, 'npm'],
]
const VERBS = ['install', 'i', 'add']
const ENDS = ['&&', '||', ';', '|']

type Word = { readonly text: string; readonly line: number }

/** What the commands of a Dockerfile install by name: `RUN pip install openai==2.33.0 && npm i openai@5`. */
export const installAsks = (text: string): readonly LineAsk[] => commandsIn(text).flatMap(asksOf)

const asksOf = (words: readonly Word[]): readonly LineAsk[] => {
  const start = words.findIndex((word) => registryOf(word) !== undefined)
  const registry = start === -1 ? undefined : registryOf(words[start])
  const verb = words.findIndex(({ text }, index) => index > start && VERBS.includes(text))
  if (registry === undefined || verb === -1) return []
  return words.slice(verb + 1).flatMap(({ text, line }): readonly LineAsk[] => {
    const read = text.startsWith('-') ? null : READ[registry](text)
    return read ? [{ ...read, registry, line }] : []
  })
}

const registryOf = (word: Word | undefined): Registry | undefined =>
  PROGRAMS.find(([program]) => word !== undefined && program.test(word.text))?.[1]

const READ: Readonly<Record<Registry, (word: string) => { readonly name: string; readonly range: string } | null>> = {
  npm: (word) => {
    const { package: name, range } = readDescriptor(word)
    return { name, range: range === '*' ? '' : range }
  },
  pypi: readRequirement,
}

/** Commands as lists of words: a line's end ends one, unless `\` stands there; comment lines count for nothing. */
const commandsIn = (text: string): readonly (readonly Word[])[] => {
  const commands: Word[][] = [[]]
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(raw)) continue
    for (const part of raw
      .replace(/\\\s*$/, '')
      .replaceAll(/(&&|\|\||;)/g, ' $1 ')
      .split(/\s+/)) {
      const word = part.replaceAll(/^[["']+|["',]+\]?$/g, '')
      if (ENDS.includes(word)) commands.push([])
      else if (word !== '') commands.at(-1)?.push({ text: word, line: index + 1 })
    }
    if (!/\\\s*$/.test(raw)) commands.push([])
  }
  return commands
}
