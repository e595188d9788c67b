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
