import type { Register } from './command.ts'

/** What the list of commands says of one, and how it is had. */
export type Entry = {
  readonly does: string
  /** The words that it takes, as its usage names them. */
  readonly words: string
  readonly load: () => Promise<Register>
}

/** Every command, in the order of --help. Loaded when asked for: a run waits for no room that it does not enter. */
export const commands = {
  matrix: {
    does: 'measure every version that matrix.json lists and tell what changed on the wire',
    words: '[sdk...]',
    load: async () => (await import('./matrix.ts')).matrixCommand,
  },
  show: {
    does: 'print what one version really sends',
    words: '<sdk@version>',
    load: async () => (await import('./show.ts')).showCommand,
  },
  diff: {
    does: 'compare any two versions of an SDK, or two recordings (.har)',
    words: '<sdk@a> <sdk@b>',
    load: async () => (await import('./diff.ts')).diffCommand,
  },
  gate: {
    does: 'may this project move to the newer version of its SDKs?',
    words: '[sdk]',
    load: async () => (await import('./gate.ts')).gateCommand,
  },
  judge: {
    does: 'what a gateway says to every request that earlier runs kept; nothing is installed or sent',
    words: '',
    load: async () => (await import('./judge.ts')).judgeCommand,
  },
  bisect: {
    does: 'find the version that changed it first',
    words: '[sdk]',
    load: async () => (await import('./bisect.ts')).bisectCommand,
  },
  probe: {
    does: 'does a build do what a version does? Made for `git bisect run`',
    words: '[sdk]',
    load: async () => (await import('./probe.ts')).probeCommand,
  },
  gateway: {
    does: 'serve a gateway on this machine for curl or your own application, and tell each request',
    words: '<gateway>',
    load: async () => (await import('./gateway.ts')).gatewayCommand,
  },
  policy: {
    does: 'check: what of an API Management policy document is enforced here, and what is not, by line',
    words: '<check> <file...>',
    load: async () => (await import('./policy.ts')).policyCommand,
  },
  init: {
    does: 'set this project up: matrix.json for what it uses, the gate, the nightly job; with a name: a program for one SDK',
    words: '[name]',
    load: async () => (await import('./init.ts')).initCommand,
  },
  accept: {
    does: 'write into matrix.json that a finding of the last report is known and does not fail a run',
    words: '<finding>',
    load: async () => (await import('./accept.ts')).acceptCommand,
  },
  explain: {
    does: 'from an error message to the change that brought it',
    words: '<text...>',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  plan: {
    does: 'tell how the matrix is shared out among several machines',
    words: '',
    load: async () => (await import('./plan.ts')).planCommand,
  },
  merge: {
    does: 'join what several machines measured (matrix --shard) to one report',
    words: '<dir...>',
    load: async () => (await import('./merge.ts')).mergeCommand,
  },
  repro: {
    does: 'print a short script that shows a finding of the last report without this tool',
    words: '<finding>',
    load: async () => (await import('./repro.ts')).reproCommand,
  },
  report: {
    does: 'tell a report.json again, in any format',
    words: '[file]',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  list: {
    does: 'name what there is: SDKs, scenarios, gateways, versions',
    words: '[what] [name]',
    load: async () => (await import('./list.ts')).listCommand,
  },
  doctor: {
    does: 'has this machine what a run needs, and how is it mended?',
    words: '',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  'publish-findings': {
    does: 'open or update one GitHub issue for each new finding of the last report, with gh',
    words: '',
    load: async () => (await import('./publish-findings.ts')).publishFindingsCommand,
  },
  store: {
    does: 'keygen: a pair of keys for results that several machines share (--store)',
    words: '<keygen>',
    load: async () => (await import('./store.ts')).storeCommand,
  },
  cache: {
    does: 'list what earlier runs left in the cache, verify installs, prune what is not needed',
    words: '<list|verify|prune>',
    load: async () => (await import('./cache.ts')).cacheCommand,
  },
} as const satisfies Readonly<Record<string, Entry>>
