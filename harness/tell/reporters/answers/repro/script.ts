/** What the script of a language is made of. */
export type ScriptParts = {
  /** Comments that stand first, without the language's mark. */
  readonly head: readonly string[]
  /** The program that a user would write, ready to run. */
  readonly source: string
  readonly statuses: readonly number[]
}

/** How one language shows a change. */
export type ScriptLanguage = {
  /** How a version is installed and the script run with it, in a shell. */
  readonly run: (name: string, version: string) => string
  readonly render: (parts: ScriptParts) => string
}

/** Where a script listens: nothing of it leaves the machine. */
export const PORT = 8087

/** An answer that is enough for most SDKs: what is to be seen is what they send. */
export const ANSWER = '{"id":"1","object":"list","data":[],"choices":[],"output":[],"content":[]}'

export const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gmu, by)
