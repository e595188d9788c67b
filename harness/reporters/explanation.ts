import { createColors } from 'picocolors'
import type { ExplainedCause, Explanation, Sighting } from '../model/explanation.ts'
import { answers, fullAnswer, said } from './parts/answer.ts'
import { atMost, counted, listed, scenarioNames } from './parts/scenario-names.ts'
import { waysOut } from './parts/way-out.ts'
import { wrap } from './parts/wrap.ts'

type Options = { readonly colour: boolean; readonly width: number }

/** From the error to the cause, for people: the version first, then what it changed, then the ways out. */
export const explanation = (told: Explanation, { colour, width }: Options): string => {
  const { bold, dim, yellow } = createColors(colour)
  const [first] = told.seen
  if (!first) return `${yellow('No measured scenario ends in this error.')}\n${indented(NOT_SEEN, width)}\n`
  const words = said(first.outcome, 200)
  const quote = words ? `“${words}”` : ''
  const head = `Seen in ${counted(cells(told.seen), 'scenario')}: ${fullAnswer(first.outcome)} ${quote}`.trimEnd()
  const causes = told.causes.map((cause) =>
    [
      bold(`${cause.sdk} ${cause.to} brought it  `) + dim(cause.finding),
      ...facts(cause).map((fact) => indented(fact, width)),
    ].join('\n'),
  )
  const old = told.seen.filter(({ fromTheStart }) => fromTheStart)
  return `${[wrap(head, width).join('\n'), ...causes, ...(old.length > 0 ? [fromTheStart(old, width)] : [])].join('\n\n')}\n`
}

const facts = (cause: ExplainedCause): readonly string[] => [
  cause.title,
  `${atMost(scenarioNames(cause.scenarios), 4)} behind ${listed(cause.gateways)}: ${answers(cause.before, cause.after)}`,
  ...waysOut(cause, cause.newest).map(({ spelling, advice }) => `way out: ${spelling} (${advice})`),
  cause.goneAt ? `gone at ${cause.goneAt}` : `still there at ${cause.newest}, the newest measured`,
  ...(cause.accepted ? [`accepted in matrix.json: ${cause.accepted}`] : []),
]

const fromTheStart = (seen: readonly Sighting[], width: number): string =>
  [...Map.groupBy(seen, ({ sdk }) => sdk)]
    .map(([sdk, own]) => {
      const [first] = own
      const names = atMost(scenarioNames(own.map(({ scenario }) => scenario)), 4)
      const words = `${sdk}: ${names} ${own.length === 1 ? 'ends' : 'end'} so at ${first?.versions[0]} already, the oldest measured: no version that was measured brought it there.`
      return wrap(words, width).join('\n')
    })
    .join('\n')

const cells = (seen: readonly Sighting[]): number => new Set(seen.map(({ sdk, scenario }) => `${sdk} ${scenario}`)).size
const indented = (text: string, width: number): string =>
  wrap(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n')

const NOT_SEEN =
  'The text is compared without case, spaces and punctuation; five sixths of its words, or eight in a row, must be the same.'
