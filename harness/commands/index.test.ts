import { Command } from 'commander'
import { expect, test, vi } from 'vitest'
import { commands } from './index.ts'
import { silentContext } from './silent-context.fixture.ts'

// The first command that is loaded brings what all of them are made of.
vi.setConfig({ testTimeout: 60_000 })

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
