import { createColors } from 'picocolors'
import type { ExplainedCause, Explanation, Sighting } from '../../../model/explanation.ts'
import { atMost, counted, listed } from '../../../model/listed.ts'
import { answers, fullAnswer, said } from '../../words/answer.ts'
import { scenarioNames } from '../parts/scenario-names.ts'
import { waysOut } from '../parts/way-out.ts'
import { wrap } from '../parts/wrap.ts'

type Options = { readonly colour: boolean; readonly width: number }

/** From the error to the cause, for people: the version first, then what it changed, then the ways out. */
export const explanation = (told: Explanation, { colour, width }: Options): string => {
  const { bold, dim, yellow } = createColors(colour)
  const [first] = told.seen
  if (!first) return `${yellow('No measured scenario ends in this error.')}\n${indented(NOT_SEEN, width)}\n`
  const words = said(first.outcome, 200)
  const quote = words ? `“${words}”` : ''
  const head = `Seen in ${counted(cells(told.seen), 'scenario')}: ${fullAnswer(first.outcome)} ${quote}`.trimEnd()
  const [turned, reworded] = [told.causes.filter(isTurn), told.causes.filter((cause) => !isTurn(cause))]
  const causes = turned.map((cause) =>
    [
      bold(`${cause.sdk} ${cause.to} brought it  `) + dim(cause.finding),
      ...facts(cause).map((fact) => indented(fact, width)),
    ].join('\n'),
  )
  const others = [
    ...reworded.map(
      ({ sdk, to, from, scenarios, before }) =>
        `${sdk} ${to} words it so: ${atMost(scenarioNames(scenarios), 4)}; at ${from} it was ${fullAnswer(before)} already.`,
    ),
    ...fromTheStart(told.seen),
  ].map((line) => wrap(line, width).join('\n'))
  return `${[wrap(head, width).join('\n'), ...causes, ...(others.length > 0 ? [others.join('\n')] : [])].join('\n\n')}\n`
}

/** Was it another answer before, and not the same in other words? */
const isTurn = ({ before, after }: ExplainedCause): boolean => fullAnswer(before) !== fullAnswer(after)

const facts = (cause: ExplainedCause): readonly string[] => [
  cause.title,
  `${atMost(scenarioNames(cause.scenarios), 4)} behind ${listed(cause.gateways)}: ${answers(cause.before, cause.after)}`,
  ...waysOut(cause, cause.newest).map(({ spelling, advice }) => `way out: ${spelling} (${advice})`),
  cause.goneAt ? `gone at ${cause.goneAt}` : `still there at ${cause.newest}, the newest measured`,
  ...(cause.accepted ? [`accepted in matrix.json: ${cause.accepted}`] : []),
]

const fromTheStart = (seen: readonly Sighting[]): readonly string[] =>
  [
    ...Map.groupBy(
      seen.filter((one) => one.fromTheStart),
      ({ sdk }) => sdk,
    ),
  ].map(([sdk, own]) => {
    const names = scenarioNames(own.map(({ scenario }) => scenario))
    return `${sdk} ${own[0]?.versions[0]}, the oldest measured, ends so already in ${atMost(names, 4)}: no measured version brought that.`
  })

const cells = (seen: readonly Sighting[]): number => new Set(seen.map(({ sdk, scenario }) => `${sdk} ${scenario}`)).size
const indented = (text: string, width: number): string =>
  wrap(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n')

const NOT_SEEN =
  'The text is compared without case, spaces and punctuation; five sixths of its words, or eight in a row, must be the same.'
