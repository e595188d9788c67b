import { Command } from 'commander'
import { expect, test } from 'vitest'
import type { Context } from './command.ts'
import { commands } from './index.ts'

const context: Context = {
  place: { cwd: '.', env: {} },
  terminal: {
    colour: false,
    width: 80,
    interactive: false,
    out: async () => {},
    err: () => {},
    progress: { tell: () => {}, end: () => {} },
  },
  conceal: (text) => text,
  ownCommand: [],
  exit: () => {},
}

test.each(Object.entries(commands))('the list of commands says which words %s takes', async (name, { words, load }) => {
  const command = new Command(name)
  const register = await load()
  register(command, context)
  const taken = command.registeredArguments.map((one) => {
    const word = `${one.name()}${one.variadic ? '...' : ''}`
    return one.required ? `<${word}>` : `[${word}]`
  })
  expect(taken.join(' ')).toBe(words)
  expect(command.options.length).toBeGreaterThan(0)
})
