import type { Gap, Silence } from '../../model/gap.ts'
import { atMost } from '../../model/listed.ts'

/** What is missing, and why: `openai-node 7.0.0`, `azure-api-key behind openai: timeout: no end within 30 s`. */
export const gapWords = (gap: Gap): { readonly what: string; readonly why: string } => ({
  what: `${gap.sdk} ${gap.kind === 'step' && gap.from !== null ? `${gap.from} → ` : ''}${gap.version}`,
  why: gap.kind === 'scenarios' ? `${placesIn(gap)}: ${gap.status}: ${gap.reason}` : gap.reason,
})

/** The same in one line. */
export const gapSentence = (gap: Gap | Silence): string => {
  if (gap.kind === 'silence') return `${placeText(gap)} sent nothing to it at either version.`
  const { what, why } = gapWords(gap)
  return `${what}${gap.kind === 'scenarios' ? ',' : ':'} ${why}`
}

const placesIn = ({ places }: Gap & { readonly kind: 'scenarios' }): string => atMost(places.map(placeText), 2)

const placeText = ({ scenario, gateway }: Omit<Silence, 'kind'>): string => `${scenario} behind ${gateway}`
