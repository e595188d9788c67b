import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { commands } from './index.ts'
import { silentContext } from './silent-context.fixture.ts'

test.each(Object.entries(commands))('the list of commands says which words %s takes', async (name, { words, load }) => {
  const command = new Command(name)
  const register = await load()
  register(command, silentContext)
  const taken = command.registeredArguments.map((one) => {
    const word = `${one.name()}${one.variadic ? '...' : ''}`
    return one.required ? `<${word}>` : `[${word}]`
  })
  expect(taken.join(' ')).toBe(words)
  expect(command.options.length).toBeGreaterThan(0)
})

/** Every file of ours that is loaded with this one. */
const loadedWith = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, path = ''] of text.matchAll(/^(?:import|export)\s(?!type\b)[^;'"]*?from\s'(\.[^']+\.ts)'/gmu))
    loadedWith(join(dirname(file), path), seen)
  return seen
}

test.each(Object.keys(commands))('%s --help does not load what measures', (name) => {
  const loaded = [...loadedWith(join(import.meta.dirname, `${name}.ts`))].map((file) => file.split('/harness/')[1])
  expect(loaded).toContain(`commands/${name}.ts`)
  expect(
    loaded.filter((file) =>
      /^commands\/inputs\/(?:prepare|load-matrix)|^pipeline\/(?:matrix|gate|bisect|replay)\/run-|^measure\/(?:gateways\/apim|capture)\//u.test(
        file ?? '',
      ),
    ),
  ).toEqual([])
})
