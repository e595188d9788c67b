import type { Explanation, GivenBy, PossibleSdk, Searched } from '../../model/explanation.ts'
import type { Report, RunResult } from '../../model/report.ts'
import { byGravity } from '../../model/severity.ts'
import { aboutOf } from './about.ts'
import { causesOf } from './causes.ts'
import { dependencySteps } from './dependency-changes.ts'
import { type Matcher, matcherOf } from './matcher.ts'
import { namedWays } from './named-ways.ts'
import { type Context, refusals } from './refusals.ts'
import { sightings } from './sightings.ts'
import { writtenAlike } from './words.ts'

export type ExplainContext = Partial<Context> & {
  /** The SDKs that the user's project uses. */
  readonly project?: readonly string[]
  /** What the SDKs can be given, in their own words. */
  readonly given?: readonly GivenBy[]
}

export type Explained = Omit<Explanation, 'names' | 'text' | 'source'>

/** Where an error's text was observed, which changes brought it there, and whose it can be. The text holds no credential. */
export const explain = (text: string, report: Report, context: ExplainContext = {}): Explained => {
  const { project = [], given = [], resolveOf = () => 'release-day', releaseDay = [] } = context
  const matcher = matcherOf(text, report.runs)
  const seen = sightings(report.runs, matcher)
  const refused = refusals(report.runs, matcher, { resolveOf, releaseDay })
  const order = likeliest(text, report.runs, matcher, [...seen, ...refused], project)
  const place = ({ sdk }: { readonly sdk: string }): number => order.findIndex((one) => one.sdk === sdk)
  const about = aboutOf(text)
  const own = given.filter((one) => order.length === 0 || place(one) >= 0)
  const words = [text, ...seen.filter((one) => place(one) === 0).map(({ outcome }) => outcome.message)].join('\n')
  return {
    searched: searchedIn(report.runs, resolveOf),
    sdks: order,
    seen: seen.toSorted((a, b) => place(a) - place(b)),
    causes: causesOf(report, matcher).toSorted((a, b) => place(a) - place(b) || byGravity(a, b)),
    refused: refused.toSorted((a, b) => place(a) - place(b)),
    ways: inProjectFirst(namedWays(words, own), project),
    about,
    dependencySteps: about?.kind === 'keyword' && order.length === 0 ? stepsOf(report.runs) : [],
  }
}

/** Only Python says so of keywords. */
const stepsOf = (runs: readonly RunResult[]): Explanation['dependencySteps'] =>
  dependencySteps(runs.filter(({ status, runtime }) => status === 'measured' && runtime.startsWith('python')))

/** The SDKs of the project first, then whose texts are closest, then who writes the status as the text does. */
const likeliest = (
  text: string,
  runs: readonly RunResult[],
  { words }: Matcher,
  found: readonly { readonly sdk: string }[],
  project: readonly string[],
): readonly PossibleSdk[] =>
  [...new Set(found.map(({ sdk }) => sdk))]
    .map((sdk) => {
      const ends = runs.flatMap((run) =>
        run.sdk === sdk ? run.scenarios.flatMap((one) => (one.status === 'measured' ? [one.outcome] : [])) : [],
      )
      const hits = ends.filter((end) => words(end) > 0)
      return {
        sdk,
        inProject: project.includes(sdk),
        words: Math.max(0, ...hits.map(words)),
        alike: hits.some((end) => end.kind === 'error' && writtenAlike(text, end.message)),
      }
    })
    .toSorted(
      (a, b) => Number(b.inProject) - Number(a.inProject) || b.words - a.words || Number(b.alike) - Number(a.alike),
    )
    .map(({ alike: _, ...possible }) => possible)

const inProjectFirst = (ways: readonly GivenBy[], project: readonly string[]): readonly GivenBy[] =>
  ways.toSorted((a, b) => Number(project.includes(b.sdk)) - Number(project.includes(a.sdk)))

/** What no registry told of was not searched. */
const searchedIn = (runs: readonly RunResult[], resolveOf: Context['resolveOf']): readonly Searched[] =>
  [
    ...Map.groupBy(
      runs.filter(({ runtime }) => runtime !== 'none'),
      ({ sdk }) => sdk,
    ),
  ].flatMap(([sdk, own]) => {
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) return []
    // On several runtimes a version is one all the same.
    const versions = new Set(own.map(({ version }) => version)).size
    const usable = new Set(own.flatMap(({ status, version }) => (status === 'measured' ? version : []))).size
    const unusable = versions - usable
    return [{ sdk, from: first.version, to: last.version, versions, unusable, resolve: resolveOf(sdk) }]
  })
