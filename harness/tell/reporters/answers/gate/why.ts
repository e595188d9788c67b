import type { GateAnswer } from '../../../../model/gate.ts'
import { counted } from '../../../../model/listed.ts'
import { reaches } from '../../../../model/severity.ts'

/** What the verdict comes from, in one sentence with counts. */
export const why = ({ verdict, failOn, candidates }: GateAnswer): string => {
  const findings = new Map(candidates.flatMap((one) => one.findings).map((finding) => [finding.id, finding]))
  const open = [...findings.values()].filter(({ accepted }) => accepted === null)
  const failing = open.filter(({ severity }) => reaches(severity, failOn)).length
  const watched = open.filter(({ severity }) => reaches(severity, 'routing')).length
  const accepted = findings.size - open.length
  const end = accepted > 0 ? `; ${accepted} accepted` : ''
  // What is accepted is there all the same.
  const but = accepted > 0 ? ' that is not accepted' : ''
  switch (verdict) {
    case 'blocked':
      return `${counted(failing, 'finding')} at or above \`${failOn}\`, not accepted${end}`
    case 'unknown':
      return `${failOn === 'never' ? 'no bar is set' : `nothing at or above \`${failOn}\`${but}`}, but not everything could be told${end}`
    case 'review':
      if (watched === 0) return `nothing at or above \`routing\`${but}, and nothing let in at both versions${end}`
      return `${counted(watched, 'finding')} of \`routing\` or worse${failOn === 'never' ? '' : `, below \`${failOn}\``}${end}`
    case 'safe': {
      const none = findings.size > 0 ? '' : ': no change on the wire'
      const lesser = open.length > 0 ? `: ${counted(open.length, 'lesser change')}` : none
      return `nothing of \`routing\` or worse${but}${lesser}${end}`
    }
    case 'current':
      return `nothing ${candidates.length === 0 ? 'to compare' : 'to move to'}; nothing was measured`
  }
}
