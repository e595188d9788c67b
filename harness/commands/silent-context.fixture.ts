import type { Context } from './command.ts'

/** What a command is registered with where nothing of it is carried out: it tells nothing, and nobody reads it. */
export const silentContext: Context = {
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
