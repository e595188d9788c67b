import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { documents, documentText, shownIn, wordsOf } from '../../testing/shown-commands.ts'
import { commands } from '../index.ts'
import { splitAtMark } from '../inputs/own-command.ts'
import { silentContext } from '../silent-context.fixture.ts'

test.each(documents)('%s: every link to a file leads to one, every link to a heading to one', (name) => {
  const broken = [...documentText(name).matchAll(/\]\(([^)\s]+)\)/gu)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/u.test(target)) return []
    const [path = '', heading] = target.split('#')
    const file = path === '' ? join(root(), name) : join(root(), dirname(name), path)
    if (!existsSync(file)) return [target]
    if (heading === undefined) return []
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gmu)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replaceAll(/[^\w -]/gu, '')
        .replaceAll(' ', '-'),
    )
    return headings.includes(heading) ? [] : [target]
  })
  expect(broken).toEqual([])
})

test.each(documents)('%s: every command that it shows is one, with words and flags that it takes', async (name) => {
  const wrong: string[] = []
  for (const line of shownIn(name)) {
    const [, sub = '', ...rest] = wordsOf(line)
    const entry = Object.entries(commands).find(([known]) => known === sub)?.[1]
    if (!entry) {
      wrong.push(line)
      continue
    }
    const command = new Command(sub)
    ;(await entry.load())(command, silentContext)
    for (const one of [command, ...command.commands])
      one
        .exitOverride()
        .configureOutput({ writeErr: () => {} })
        .action(() => {})
    try {
      await command.parseAsync([...splitAtMark(rest).words], { from: 'user' })
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error
      wrong.push(`${line}: ${error.message}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the documents show commands at all', () => {
  expect(documents.flatMap(shownIn).length).toBeGreaterThan(30)
})

test('the README stays short, and leads to every document', () => {
  const readme = documentText('README.md')
  expect(readme.split('\n').length).toBeLessThan(200)
  const docs = readdirSync(join(root(), 'docs'))
  expect(docs.filter((name) => !readme.includes(`docs/${name}`))).toEqual([])
})
