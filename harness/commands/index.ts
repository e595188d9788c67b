import type { Register } from './command.ts'

/** Every command, in the order of --help. Loaded when asked for: a run waits for no room that it does not enter. */
export const commands = {
  matrix: async () => (await import('./matrix.ts')).matrixCommand,
  show: async () => (await import('./show.ts')).showCommand,
  diff: async () => (await import('./diff.ts')).diffCommand,
  gate: async () => (await import('./gate.ts')).gateCommand,
  bisect: async () => (await import('./bisect.ts')).bisectCommand,
  probe: async () => (await import('./probe.ts')).probeCommand,
  init: async () => (await import('./init.ts')).initCommand,
  accept: async () => (await import('./accept.ts')).acceptCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  'publish-findings': async () => (await import('./publish-findings.ts')).publishFindingsCommand,
} as const satisfies Readonly<Record<string, () => Promise<Register>>>
