/** What one request of a script is answered with. */
export type ScriptedReply = { readonly status: number; readonly headers?: Readonly<Record<string, string>> }

/** What the script of a language is made of. */
export type ScriptParts = {
  /** Comments that stand first, without the language's mark. */
  readonly head: readonly string[]
  /** The program that a user would write, with the gateway at `https://gateway`. */
  readonly source: string
  /** One for each request; the last of them from then on. */
  readonly replies: readonly ScriptedReply[]
}

/** How one language shows a change. */
export type ScriptLanguage = {
  /** How a version is installed and the script run with it, in a shell. */
  readonly run: (name: string, version: string) => string
  readonly render: (parts: ScriptParts) => string
}

/** An answer that is enough for most SDKs: what is to be seen is what they send. */
export const ANSWER = '{"id":"1","object":"list","data":[],"choices":[],"output":[],"content":[]}'

export const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gmu, by)

/** A text of a source, as recipes are written; what stands behind a letter is bytes of a file. */
const TEXT = /(?<![\w\\'])'((?:[^'\\\n]|\\.)*)'/gu
const ADDRESS = /https?:\/\/(?:gateway|(other)\.example)/gu

/**
 * A source whose texts name the addresses by variables, `gateway` and `other`: the port is known when the script runs, so any
 * number of them run at once. Another origin is the same server by another name.
 */
export const addressed = (
  source: string,
  write: { readonly text: (content: string) => string; readonly variable: (name: string) => string },
): string =>
  source.replaceAll(TEXT, (whole, content: string) =>
    content.search(ADDRESS) === -1
      ? whole
      : write.text(content).replaceAll(ADDRESS, (_, other: string | undefined) => write.variable(other ?? 'gateway')),
  )
