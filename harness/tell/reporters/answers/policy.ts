import { createColors } from 'picocolors'
import { counted } from '../../../model/listed.ts'
import type { CheckedElement, PolicyCheck } from '../../../model/policy-check.ts'
import { atLine } from '../../../model/policy-document.ts'
import { clean } from '../../words/plain.ts'

/** What a check says of each document, for people: every element by line, then counts, what is wrong and what is missing. */
export const policy = (checks: readonly PolicyCheck[], options: { readonly colour: boolean }): string =>
  checks.map((check) => one(check, options.colour)).join('\n')

const one = ({ file, elements, faults, missing }: PolicyCheck, colour: boolean): string => {
  const { bold, dim, red } = createColors(colour)
  const width = Math.max(0, ...elements.map((element) => at(element).length))
  const { namedValues, fragments } = missing
  return [
    bold(clean(file)),
    ...elements.map((element) => row(element, width, colour)),
    ...faults.map(({ where, what, hint }) =>
      [red(`  ${where ? `${clean(where)}: ` : ''}${clean(what)}`), ...(hint ? [dim(`    ${clean(hint)}`)] : [])].join(
        '\n',
      ),
    ),
    ...(namedValues.length > 0
      ? [
          `  Named values without a value: ${namedValues.map(clean).join(', ')}. Give them in policy.settings.json: "namedValues".`,
        ]
      : []),
    ...(fragments.length > 0
      ? [`  Fragments that are not there: ${fragments.map(clean).join(', ')}. Put them into fragments/.`]
      : []),
    `  ${summary(elements, faults.length)}`,
    '',
  ].join('\n')
}

const row = (element: CheckedElement, width: number, colour: boolean): string => {
  const { dim, green, red, yellow } = createColors(colour)
  const { name, standing, why } = element
  const paint = { enforced: green, adapted: yellow, 'passed-over': dim, 'not-supported': red }[standing]
  return `  ${at(element).padEnd(width)}  ${paint(WORDS[standing].padEnd(13))}  ${clean(name)}${why ? dim(`: ${clean(why)}`) : ''}`
}

const WORDS = {
  enforced: 'enforced',
  adapted: 'adapted',
  'passed-over': 'passed over',
  'not-supported': 'not supported',
} as const satisfies Record<CheckedElement['standing'], string>

const at = (element: CheckedElement): string => clean(atLine(element))

const summary = (elements: readonly CheckedElement[], faults: number): string => {
  const kinds = (['enforced', 'adapted', 'passed-over', 'not-supported'] as const).flatMap((kind) => {
    const count = elements.filter(({ standing }) => standing === kind).length
    return count > 0 ? [`${count} ${WORDS[kind]}`] : []
  })
  const wrong = faults > 0 ? [counted(faults, 'fault', 'faults')] : []
  return `${[counted(elements.length, 'policy', 'policies'), ...kinds, ...wrong].join(', ')}.`
}
