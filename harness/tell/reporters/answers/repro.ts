import type { Registry } from '../../../model/sdk.ts'
import { clean } from '../../words/plain.ts'
import { inNode } from './repro/in-node.ts'
import { inPython } from './repro/in-python.ts'
import type { ScriptedReply, ScriptLanguage } from './repro/script.ts'

/** What a script needs that shows a change without this tool. */
export type Repro = {
  readonly registry: Registry
  readonly package: string
  readonly from: string
  readonly to: string
  /** What changes, in one sentence. */
  readonly title: string
  /** The program that a user would write, with the gateway at `https://gateway` and credentials as `‹role›`. */
  readonly source: string
  /** What its requests are answered with, one each; the last of them from then on. */
  readonly replies: readonly ScriptedReply[]
}

/**
 * A script of a few lines in the SDK's own language: it serves a gateway on loopback, makes the call of the scenario, and
 * prints what arrives. Run with one version and with the other it shows the change.
 */
export const repro = ({ registry, package: name, from, to, title, source, replies }: Repro): string => {
  const language = LANGUAGES[registry]
  const head = [clean(title), `before:  ${language.run(name, from)}`, `after:   ${language.run(name, to)}`]
  return language.render({ head, source: runnable(source), replies })
}

const LANGUAGES = { npm: inNode, pypi: inPython } as const satisfies Record<Registry, ScriptLanguage>

/** Credentials are words that may stand in a header field. */
const runnable = (source: string): string =>
  source.trimEnd().replaceAll(/‹([^›]*)›/gu, (_, role: string) => `the-${role.replaceAll(/[^\w-]+/gu, '-')}`)
