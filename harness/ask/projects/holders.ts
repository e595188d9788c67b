import { ecosystems } from '../../ecosystems/index.ts'
import type { ReleaseList } from '../../model/sdk.ts'
import { allows } from './allows.ts'
import type { Dependent, Locked, Use } from './use.ts'

/** What the other packages of a lockfile have to say about a step. */
export type Holders = {
  /** Those that refuse the next version after `to`; with `latest` those that refuse `to`. */
  readonly back: readonly Dependent[]
  /** Those that refuse what is installed: somebody overruled them, and they hold nothing. */
  readonly overruled: readonly Dependent[]
  /** Those of which it is not known what they want; each `wants` says why. */
  readonly unknown: readonly Dependent[]
  /** The file, where it names nobody who wants this copy; null when it does, or when nobody else has a say. */
  readonly unrecorded: string | null
}

/** Nobody else has a say. */
export const NOBODY: Holders = { back: [], overruled: [], unknown: [], unrecorded: null }

/** The same, with what it takes to find those who hold a step back. */
export type Word = Omit<Holders, 'back'> & {
  /** Those of known range that do not let this version in. */
  readonly refusing: (version: string) => readonly Dependent[]
}

/** What is said about one locked copy. */
export const wordOf = (use: Use, locked: Locked, list: ReleaseList): Word => {
  const having = havingASay(use, locked)
  const read = having.map((dependent) => ({ dependent, lets: letsIn(dependent, list) }))
  const known = read.flatMap(({ dependent, lets }) => (typeof lets === 'function' ? [{ dependent, lets }] : []))
  const isOverruled = ({ lets }: (typeof known)[number]): boolean =>
    ecosystems[use.registry].exact(locked.version) !== null && !lets(locked.version)
  return {
    refusing: (version) =>
      known.filter((one) => !isOverruled(one) && !one.lets(version)).map(({ dependent }) => dependent),
    overruled: known.filter(isOverruled).map(({ dependent }) => dependent),
    unknown: read.flatMap(({ dependent, lets }) =>
      typeof lets === 'string' ? [{ ...dependent, wants: { kind: 'unknown', why: lets } as const }] : [],
    ),
    unrecorded: isUnrecorded(use, locked) ? locked.at.file : null,
  }
}

/**
 * Whose range counts for this copy. What a manifest asks for is its own affair where several versions may stand side by
 * side: another package gets its own copy then, and only peers must agree. Otherwise one version must suit all.
 */
export const havingASay = (use: Use, { dependents }: Locked): readonly Dependent[] => {
  const certain = (dependents ?? []).filter(({ kind }) => kind !== 'extra')
  if (use.declared === null) return certain.length > 0 ? certain : (dependents ?? [])
  return ecosystems[use.registry].sideBySide ? certain.filter(({ kind }) => kind === 'peer') : certain
}

/** Does it go without saying who else wants it? */
const isUnrecorded = (use: Use, { dependents }: Locked): boolean =>
  use.declared === null
    ? dependents === null || dependents.length === 0
    : dependents === null && !ecosystems[use.registry].sideBySide

/** What a dependent lets in, or why that is not known. */
const letsIn = ({ wants }: Dependent, list: ReleaseList): ((version: string) => boolean) | string => {
  switch (wants.kind) {
    case 'range':
      return allows(wants.range, list) ?? `${wants.range} is no range`
    case 'in-registry':
      return 'the lockfile does not say, and no registry was asked'
    case 'unknown':
      return wants.why
  }
}
