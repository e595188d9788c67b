import { createColors } from 'picocolors'
import { counted } from '../../../model/listed.ts'
import type { Probe } from '../../../model/probe.ts'
import { sentence } from '../../words/change-sentence.ts'
import { severityChange } from '../../words/severity-text.ts'
import { endNames } from '../../words/step-text.ts'

/** The answer of a probe for people: the verdict first, then what differs or why it cannot be said. */
export const probe = (told: Probe, options: { readonly colour: boolean }): string => {
  const { bold, dim, red, yellow, green } = createColors(options.colour)
  const name = `${told.sdk ?? told.path} ${told.version ?? ''}`.trim()
  const headline = {
    same: green(`${name} does what ${told.against} does`),
    differs: red(`${name} differs from ${told.against}`),
    'not-measured': yellow(`${name} could not be compared with ${told.against}`),
  }[told.verdict]
  const changes = new Map<string, { severity: string; where: Set<string> }>()
  for (const { changes: all, scenario, gateway, ...step } of told.drifts) {
    const { from, to } = endNames(step)
    for (const change of all) {
      const text = [sentence(change, from, to), severityChange(change)].filter(Boolean).join('; ')
      const same = changes.get(text) ?? { severity: change.severity, where: new Set() }
      same.where.add(`${scenario} behind ${gateway}`)
      changes.set(text, same)
    }
  }
  const lines = [
    bold(headline),
    ...[...changes].map(([text, { severity, where }]) => `  ${severity.padEnd(9)}  ${text} ${dim(places([...where]))}`),
    ...told.reasons.map((reason) => `  ${reason.replaceAll('\n', '\n  ')}`),
    ...told.notes.map((note) => yellow(`  ${note}`)),
    ...(told.verdict === 'not-measured' ? [dim('exit 125: git bisect skips this commit')] : []),
  ]
  return `${lines.join('\n')}\n`
}

const places = (where: readonly string[]): string =>
  where.length === 1 ? `(${where[0]})` : `(${where[0]} and ${counted(where.length - 1, 'more', 'more')})`
