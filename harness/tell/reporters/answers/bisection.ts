import { createColors } from 'picocolors'
import type { BisectEnd, Bisection, Transition } from '../../../model/bisection.ts'
import { counted } from '../../../model/listed.ts'
import { sentence } from '../../words/change-sentence.ts'

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
      bold(headline(told, transition, where)),
      ...transition.changes
        .filter(({ severity }) => severity !== 'cosmetic')
        .map((change) => `  ${change.severity.padEnd(9)}  ${sentence(change, transition.from, transition.to)}`),
      dim(
        `  published ${date(transition.fromPublishedAt)} → ${date(transition.toPublishedAt)}, by the registry's word`,
      ),
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

const headline = ({ sdk }: Bisection, { from, to, suspects }: Transition, where: string): string =>
  suspects.length === 0
    ? `${sdk} ${to} changed it first (${from} is as before): ${where}`
    : `${sdk}: the first bad one is one of ${[...suspects, to].join(', ')} (${from} is as before): ${where}`

const inBetween = ({ complete, versions }: Bisection): string =>
  versions === 2
    ? ''
    : complete
      ? ', nor does any version between them'
      : '; versions between them were not all looked at'

const cost = ({ versions, installs, probes, rounds, complete }: Bisection): string =>
  `${counted(versions, 'version')} in the range, ${counted(rounds, 'round')}, ${counted(probes, 'probe')}, ${counted(installs, 'install')}${complete ? ', each version looked at' : ''}`

const date = (iso: string | null): string => iso?.slice(0, 10) ?? 'undated'
const oneLine = (text: string): string =>
  text
    .split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim() ?? ''
