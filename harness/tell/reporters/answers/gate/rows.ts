import { type GateAnswer, YOUR_COMMAND } from '../../../../model/gate.ts'
import { counted } from '../../../../model/listed.ts'
import type { StepNotice } from '../../../../model/notice.ts'
import { byGravity, reaches } from '../../../../model/severity.ts'
import { unknownBrief } from '../../../words/evidence-text.ts'
import { bareTitle } from '../../parts/ordered.ts'
import { noWayOut, waysOut } from '../../parts/way-out.ts'
import { type Step, stepsOf } from './step.ts'

/** Every step in one row: its answer, why, and what can be done. The worst one first. */
export const rowsOf = (answer: GateAnswer): readonly StepNotice[] =>
  stepsOf(answer).map((step) => {
    const { sdk, from, to, verdict } = step.candidate
    return {
      ...{ sdk, answer: verdict, step: from === to ? from : `${from} → ${to}` },
      reason: reason(step),
      wayOut: wayOut(step),
    }
  })

const reason = (step: Step): string => {
  const { verdict } = step.candidate
  const [gravest, ...more] = deciding(step)
  switch (verdict) {
    case 'blocked':
    case 'review':
      return gravest ? bareTitle(gravest.title) + andMore(more.length) : counts(step)
    case 'unknown':
      // What was seen to differ is no less true for what could not be told.
      return (
        unknownBrief(step.candidate) + (gravest ? `; seen: ${bareTitle(gravest.title)}${andMore(more.length)}` : '')
      )
    case 'safe':
      return counts(step)
    case 'current':
      return 'nothing to move to; nothing was measured'
  }
}

/** What the verdict comes from: the gravest first, of these what shows in most scenarios. */
const deciding = ({ candidate, grave }: Step) => {
  const open = grave
    .filter(({ accepted }) => accepted === null)
    .toSorted((a, b) => byGravity(a, b) || b.scenarios.length - a.scenarios.length)
  const own = candidate.command ? open.filter(({ scenarios }) => scenarios.includes(YOUR_COMMAND)) : []
  return own.length > 0 ? own : open
}

const andMore = (more: number): string => (more > 0 ? `; and ${more} more` : '')

/** What changed that decides nothing, and how much was looked at. */
const counts = ({ candidate: { evidence }, grave, lesser }: Step): string => {
  const accepted = [...grave, ...lesser].filter((finding) => finding.accepted !== null).length
  const open = grave.length + lesser.length - accepted
  const changes = [
    ...(open > 0 ? [counted(open, 'lesser change')] : []),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
  ]
  const what = changes.length > 0 ? changes.join(', ') : 'no change on the wire'
  if (!evidence) return what
  const inferred = evidence.inferred > 0 ? `, ${evidence.inferred} of them inferred` : ''
  return `${what}; ${evidence.admittedBoth} of ${counted(evidence.compared, 'call')} let in at both versions${inferred}`
}

const wayOut = (step: Step): string | null => {
  const { verdict, from, howFar } = step.candidate
  if (verdict === 'safe' || verdict === 'current') return null
  const [gravest] = deciding(step)
  const [way, ...others] = gravest ? waysOut(gravest, null) : []
  if (way) {
    const when = way.beforeUpgrade ? 'before the upgrade' : 'with the upgrade'
    return `${way.spelling} (${when})${others.length > 0 ? `; or ${counted(others.length, 'other way')}` : ''}`
  }
  if (howFar && howFar.safe !== from) return `${howFar.safe} is safe`
  return gravest && reaches(gravest.severity, 'breaking') ? noWayOut(gravest) : null
}
