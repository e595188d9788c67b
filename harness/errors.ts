/** One mistake the reader can repair. */
export type Fault = {
  /** What happened, as one sentence. */
  readonly what: string
  /** Where: `matrix.json:12:5`, or the command-line argument. */
  readonly where?: string
  /** What to do next. */
  readonly hint?: string
}

/**
 * A mistake in what the user gave us (configuration, arguments, a path): exit code 2.
 * Carries every fault found, so that one run shows them all. Anything else that is thrown is a bug of ours
 * and keeps its stack.
 */
export class UserError extends Error {
  readonly code: string
  readonly faults: readonly Fault[]

  /** @param code stable, for tests and scripts, e.g. `matrix/unknown-scenario`. */
  constructor(code: string, faults: Fault | readonly Fault[]) {
    const list = Array.isArray(faults) ? (faults as readonly Fault[]) : [faults as Fault]
    super(list.map(sentence).join('\n'))
    this.name = 'UserError'
    this.code = code
    this.faults = list
  }
}

const sentence = ({ what, where, hint }: Fault): string =>
  [where ? `${where}: ${what}` : what, hint].filter(Boolean).join(' ')

/** 1-based line of an offset. */
export const lineAt = (text: string, offset: number): number => {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** `file:line:column`, both from 1. */
export const placeAt = (file: string, text: string, offset: number): string =>
  `${file}:${lineAt(text, offset)}:${offset - text.slice(0, offset).lastIndexOf('\n')}`

/** Ends an exhausted union: a new member stops the build wherever it must be spoken about. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
