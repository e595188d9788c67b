import type { Candidate } from '../../ask/projects/candidates.ts'
import type { Dependent } from '../../ask/projects/use.ts'

/** How many packages of one kind are told one by one. */
const MOST = 3

/** What other packages of the lockfile have to say about a step, in sentences. */
export const holderNotes = (
  { holders, from, package: sdk, state }: Candidate,
  { latest }: { readonly latest: boolean },
): readonly string[] => [
  ...some(holders.back, (one) =>
    latest
      ? `${named(one)} wants ${sdk} ${rangeOf(one)} ${placeOf(one)}: beyond that, it has to move too.`
      : `Held back by ${named(one)}, which wants ${sdk} ${rangeOf(one)} ${placeOf(one)}.`,
  ),
  ...some(
    holders.overruled,
    (one) =>
      `${named(one)} wants ${sdk} ${rangeOf(one)} ${placeOf(one)}, and ${from.version} is installed all the same: it is not counted.`,
  ),
  // Where it decides the step, it is the reason that is told.
  ...(state === 'unknown-holder' ? [] : some(holders.unknown, (one) => `${unknownRange(one, sdk)}.`)),
  ...(holders.unrecorded !== null && state === 'upgrade'
    ? [`Which packages need it is not recorded in ${holders.unrecorded}, so nothing holds it back here.`]
    : []),
]

/** Why it cannot be told how far a step may go. */
export const unknownHolders = ({ holders, package: sdk }: Candidate): string =>
  `${some(holders.unknown, (one) => unknownRange(one, sdk)).join('; ')}: how far it may go is not known.`

const unknownRange = (one: Dependent, sdk: string): string =>
  `The range of a dependent is unknown: what ${named(one)} ${placeOf(one)} wants of ${sdk} could not be had (${one.wants.kind === 'unknown' ? one.wants.why : '?'})`

/** Each package once, however many copies of it there are; of many the first. */
const some = (dependents: readonly Dependent[], tell: (one: Dependent) => string): readonly string[] => {
  const once = [...new Map(dependents.map((one) => [`${named(one)} ${rangeOf(one)}`, one])).values()]
  const more = once.length - MOST
  return [...once.slice(0, MOST).map(tell), ...(more > 0 ? [`So it is with ${more} more.`] : [])]
}

const named = ({ package: name, version }: Dependent): string => `${name} ${version}`.trim()
const placeOf = ({ at }: Dependent): string => `(${at.file}:${at.line})`
const rangeOf = ({ wants }: Dependent): string => (wants.kind === 'range' ? wants.range || 'of any version' : '?')
