import { createColors } from 'picocolors'
import type { BisectEnd, Bisection, Transition } from '../../../model/bisection.ts'
import { counted } from '../../../model/listed.ts'
import { sentence } from '../../words/change-sentence.ts'
import { lineWords } from '../../words/line-words.ts'
import { severityChange } from '../../words/severity-text.ts'

/** The answer of a bisection for people: the version first, then the evidence, then what it cost. */
export const bisection = (end: BisectEnd, options: { readonly colour: boolean; readonly width: number }): string => {
  const { bold, dim, red, yellow } = createColors(options.colour)
  const { bisection: told } = end
  const where = `${told.scenario} behind ${told.gateway}`
  const lines = [
    ...(end.kind === 'end-not-measured'
      ? [red(`${told.sdk} ${end.version} could not be measured, so there is no end to search from:`), `  ${end.reason}`]
      : []),
    ...(end.kind === 'no-difference'
      ? [`${told.sdk} ${told.good} and ${told.bad} do not differ in ${where}${inBetween(told)}.`]
      : []),
    ...told.transitions.flatMap((transition, index) => [
      ...(index > 0 ? [''] : []),
      bold(headline(told, transition, where, told.transitions[index - 1])),
      ...transition.changes
        .filter(({ severity, overridden }) => severity !== 'cosmetic' || overridden)
        .map(
          (change) =>
            `  ${change.severity.padEnd(9)}  ${[sentence(change, transition.from, transition.to), severityChange(change)].filter(Boolean).join('; ')}`,
        ),
      ...[lineWords(transition)].flatMap((words) => (words ? [dim(`  release line: ${words}`)] : [])),
      ...published(transition).map(dim),
      ...(transition.compare ? [dim(`  ${transition.compare}`)] : []),
    ]),
    ...(told.skipped.length > 0
      ? ['', `Skipped: ${told.skipped.map(({ version, reason }) => `${version} (${oneLine(reason)})`).join(', ')}`]
      : []),
    ...told.notes.map((note) => yellow(note)),
    dim(cost(told)),
  ]
  return `${lines.join('\n')}\n`
}

const headline = (
  { sdk, good }: Bisection,
  { from, to, suspects }: Transition,
  where: string,
  earlier: Transition | undefined,
): string => {
  const origin = earlier?.to ?? good
  const asBefore = from === origin ? '' : ` (${from} is as ${origin})`
  const which = suspects.length === 0 ? to : `one of ${[...suspects, to].join(', ')}`
  return `${sdk} ${which} changed it ${earlier ? 'again' : 'first'}${asBefore}: ${where}`
}

/** Mirrors put their own dates: a newer version that is older by them is no date to be told. */
const published = ({ fromPublishedAt: from, toPublishedAt: to }: Transition): readonly string[] =>
  from && to && from > to ? [] : [`  published ${date(from)} → ${date(to)}, by the registry's word`]

const inBetween = ({ complete, versions }: Bisection): string =>
  versions === 2
    ? ''
    : complete
      ? ', nor does any version between them'
      : '; what came and went between them was not looked at: --all looks at each minor, --exhaustive at each version'

const cost = ({ versions, installs, probes, rounds, complete }: Bisection): string =>
  `${counted(versions, 'version')} in the range, ${counted(rounds, 'round')}, ${counted(probes, 'probe')}, ${counted(installs, 'install')}${complete ? ', each version looked at' : ''}`

const date = (iso: string | null): string => iso?.slice(0, 10) ?? 'undated'
/** Of a reason with a trace behind it the line that names the error, else the first; a brace alone tells nothing. */
const oneLine = (text: string): string => {
  const lines = text.split('\n').map((line) => line.trim())
  const named = lines.findLast((line) => /^(?:Uncaught )?[\w$.]*(?:Error|Exception)\b/.test(line))
  return named ?? lines.find((line) => /\w/.test(line)) ?? ''
}
