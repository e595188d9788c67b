import { createColors } from 'picocolors'
import type { DependencyDay, ExplainedCause, Explanation, Sighting } from '../../../model/explanation.ts'
import { atMost, counted, listed } from '../../../model/listed.ts'
import { acceptedText } from '../../words/accepted-text.ts'
import { answers, fullAnswer, said } from '../../words/answer.ts'
import { ruleText } from '../../words/rule-text.ts'
import { endNames } from '../../words/step-text.ts'
import { scenarioNames } from '../parts/scenario-names.ts'
import { waysOut } from '../parts/way-out.ts'
import { wrap } from '../parts/wrap.ts'
import { aboutLines, dependencyList } from './explanation-about.ts'
import { searchedLine, wayLines } from './explanation-lines.ts'

type Options = { readonly colour: boolean; readonly width: number }

/** From the error to the cause, for people: by SDK, the version first, then what it changed, then the ways out. */
export const explanation = (told: Explanation, { colour, width }: Options): string => {
  const { bold, dim, yellow } = createColors(colour)
  const found = told.sdks.length > 0
  const head = found ? wrap(headLine(told), width).join('\n') : yellow('No measured scenario ends in this error.')
  const which = told.sdks.length > 1 ? [lines([whichSdk(told)], width)] : []
  const groups = told.sdks.flatMap(({ sdk }) => {
    const causes = told.causes.filter((cause) => cause.sdk === sdk)
    const turned = causes
      .filter(isTurn)
      .map((cause) =>
        [
          bold(`${cause.sdk} ${broughtBy(cause)} brought it  `) + dim(cause.finding),
          ...facts(cause).map((fact) => indented(fact, width)),
        ].join('\n'),
      )
    const others = [
      ...refusedLines(told, sdk),
      ...causes
        .filter((cause) => !isTurn(cause))
        .map(
          (cause) =>
            `${sdk} ${broughtBy(cause)} words it so: ${atMost(scenarioNames(cause.scenarios), 4)}; at ${endNames(cause).from} it was ${fullAnswer(cause.before)} already.`,
        ),
      ...fromTheStart(told.seen.filter((one) => one.sdk === sdk)),
    ]
    return [...turned, ...(others.length > 0 ? [lines(others, width)] : [])]
  })
  const rest = [found ? [] : aboutLines(told), wayLines(told.ways), [searchedLine(told)]]
    .filter((all) => all.length > 0)
    .map((all) => lines(all, width))
  return `${[found ? head : `${head}\n${indented(NOT_SEEN, width)}`, ...which, ...groups, ...rest].join('\n\n')}\n`
}

const headLine = ({ seen, refused }: Explanation): string => {
  const [first] = seen
  if (!first) return `Seen where a version could not be used at all: ${refused[0]?.reason ?? ''}`
  const words = said(first.outcome, 200)
  const quote = words ? `“${words}”` : ''
  return `Seen in ${counted(cells(seen), 'scenario')}: ${fullAnswer(first.outcome)} ${quote}`.trimEnd()
}

const whichSdk = ({ sdks }: Explanation): string => {
  const names = sdks.map(({ sdk, inProject }) => (inProject ? `${sdk} (this project uses it)` : sdk))
  return `It can come from ${counted(sdks.length, 'SDK')}, the likeliest first: ${names.join(', ')}. Which one is yours? --sdk takes it alone.`
}

/** Was it another answer before, and not the same in other words? */
const isTurn = ({ before, after }: ExplainedCause): boolean => fullAnswer(before) !== fullAnswer(after)

/** A version, or the runtime that it is run on. */
const broughtBy = ({ to, on }: ExplainedCause): string => (on?.kind === 'between' ? `${to}: ${on.to}` : to)

const staysOrGoes = ({ goneAt, newest }: ExplainedCause): string =>
  goneAt ? `gone at ${goneAt}` : `still there at ${newest}, the newest measured`

const refusedBy = ({ refusedBy: rules = [] }: ExplainedCause): string =>
  rules.length > 0 ? `, by ${atMost(rules.map(ruleText), 3)}` : ''

const facts = (cause: ExplainedCause): readonly string[] => [
  cause.title,
  `${atMost(scenarioNames(cause.scenarios), 4)} behind ${listed(cause.gateways)}: ${answers(cause.before, cause.after)}${refusedBy(cause)}`,
  ...waysOut(cause, cause.on?.kind === 'between' ? null : cause.newest).map(
    ({ spelling, advice }) => `way out: ${spelling} (${advice})`,
  ),
  ...(cause.on?.kind === 'between' ? [] : [staysOrGoes(cause)]),
  ...(cause.accepted ? [`accepted in matrix.json: ${acceptedText(cause.accepted)}`] : []),
]

const DEPENDENCIES: Readonly<Record<DependencyDay, string>> = {
  'release-day': 'dependencies as of its release',
  'install-day': 'dependencies as of the day it was installed here',
  today: "today's dependencies",
}

const refusedLines = ({ refused }: Explanation, sdk: string): readonly string[] =>
  refused
    .filter((one) => one.sdk === sdk)
    .flatMap(({ versions, resolve, comparedWith, dependencyChanges, goneAt }) => {
      const dependencies = DEPENDENCIES[resolve]
      const ends = versions.length === 1 ? 'ends' : 'end'
      const works =
        comparedWith !== null && versions.includes(comparedWith)
          ? `${comparedWith} works with those as of its release, so a dependency brought it`
          : `${comparedWith} works, so that version or a dependency of it brought it`
      const differs =
        dependencyChanges.length > 0 ? `What differs: ${dependencyList(dependencyChanges)}` : 'No dependency differs'
      return [
        `${sdk} ${atMost(versions, 6)} ${ends} so before any scenario can run, with ${dependencies}.`,
        ...(comparedWith === null ? [] : [`${works}. ${differs}.`]),
        ...(goneAt === null ? [] : [`way out: ${goneAt} works with ${dependencies}.`]),
      ]
    })

const fromTheStart = (seen: readonly Sighting[]): readonly string[] =>
  [
    ...Map.groupBy(
      seen.filter((one) => one.fromTheStart),
      ({ sdk }) => sdk,
    ),
  ].map(([sdk, own]) => {
    const gatewaysOf = Map.groupBy(own, ({ scenario }) => scenario)
    const places = Map.groupBy(gatewaysOf, ([, same]) => listed(same.map(({ gateway }) => gateway)))
    const where = [...places].map(
      ([gateways, same]) => `${atMost(scenarioNames(same.map(([scenario]) => scenario)), 4)} behind ${gateways}`,
    )
    return `${sdk} ${own[0]?.versions[0]}, the oldest measured, ends so already in ${atMost(where, 4)}: no measured version brought that.`
  })

const cells = (seen: readonly Sighting[]): number => new Set(seen.map(({ sdk, scenario }) => `${sdk} ${scenario}`)).size
const lines = (all: readonly string[], width: number): string => all.flatMap((line) => wrap(line, width)).join('\n')
const indented = (text: string, width: number): string =>
  wrap(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n')

const NOT_SEEN =
  'The text is compared without case, spaces and punctuation; five sixths of its words, or eight in a row, must be the same. Only what the scenarios provoke is searched: your own call is measured by sdkdrift gate -- COMMAND.'
