import { lacksForLeak, lowersLeaks, type SeverityOverride } from '../../model/severity-override.ts'
import { severityOverrideSchema } from './changes-schema.ts'
import type { Mistake } from './mistake.ts'
import { entriesOf, isRecord } from './raw.ts'

/** Overrides that would speak of every change, or wave through that a credential goes to a stranger. */
export const severityMistakes = (value: unknown): Mistake[] =>
  entriesOf(value, 'severities').flatMap(([index, entry]) => {
    const path = ['severities', index]
    const match = isRecord(entry) ? entry['match'] : undefined
    if (isRecord(match) && Object.keys(match).length === 0)
      return [
        {
          path: [...path, 'match'],
          what: 'This would change the severity of every change there is.',
          hint: `Expected at least one of ${Object.keys(severityOverrideSchema.shape.match.shape).join(', ')}.`,
        },
      ]
    const read = severityOverrideSchema.safeParse(entry)
    return read.success ? leakMistakes(path, read.data) : []
  })

const leakMistakes = (path: readonly (string | number)[], override: SeverityOverride): Mistake[] => {
  const lacks = lowersLeaks(override) ? lacksForLeak(override.match) : []
  if (lacks.length === 0) return []
  return [
    {
      path: [...path, 'match'],
      what: 'A credential that goes to another host is lowered only by naming it exactly.',
      hint: `Expected ${lacks.map((key) => `"${key}"`).join(', ')} without "*": "name" is the credential's role, "host" where it goes ("other-origin": where a redirect leads), "sdk" whose it is.`,
    },
  ]
}
