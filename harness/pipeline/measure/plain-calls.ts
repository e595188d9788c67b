import { diffWires } from '../../judge/diff/diff-wires.ts'
import { subjectOf } from '../../judge/diff/subject.ts'
import { type MaskFacts, maskCapture } from '../../judge/mask/mask-capture.ts'
import { type NormaliseFacts, normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { type Scale, weighed } from '../../judge/verdict/rules.ts'
import type { PlainCalls } from '../../measure/run/measure.ts'
import type { Capture } from '../../model/capture.ts'
import { atMost } from '../../model/listed.ts'
import { reaches } from '../../model/severity.ts'

/**
 * Why the plain call that a version's measurement ended with was not the one that it began with, in a sentence; null where it
 * was. What is telemetry, or order and case, may count calls or tell of the one before.
 */
export const whyUnlike = (
  { first, last }: PlainCalls,
  facts: MaskFacts & NormaliseFacts,
  scale: Scale,
): string | null => {
  const read = (capture: Capture) => normaliseCapture(maskCapture(capture, facts), facts)
  const [one, other] = [read(first), read(last)]
  if (one.status !== 'measured' || other.status !== 'measured') return one.status === other.status ? null : UNLIKE
  const changes = weighed(diffWires(one, other), scale, { scenario: one.id, gateway: one.gateway })
  const grave = changes.filter(({ severity }) => reaches(severity, 'behaviour'))
  if (grave.length === 0) return null
  const subjects = [...new Set(grave.map(subjectOf))]
  return `${UNLIKE} What differs: ${atMost(subjects, MOST)}.`
}

const UNLIKE =
  'The plain call that its measurement ended with was not the one that it began with, so what was measured in between is not believed.'
const MOST = 4
