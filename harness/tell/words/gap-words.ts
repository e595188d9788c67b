import { unreachable } from '../../errors.ts'
import type { Gap, Silence } from '../../model/gap.ts'
import { atMost } from '../../model/listed.ts'

/** What is missing, and why: `openai-node 7.0.0`, `azure-api-key behind openai: timeout: no end within 30 s`. */
export const gapWords = (gap: Gap): { readonly what: string; readonly why: string } => {
  const on = gap.on ? ` on ${gap.on}` : ''
  const at = `${gap.sdk} ${gap.version}${on}`
  switch (gap.kind) {
    case 'version':
      return { what: at, why: gap.reason }
    case 'step':
      return { what: gap.from === null ? at : `${gap.sdk} ${gap.from} → ${gap.version}${on}`, why: gap.reason }
    case 'scenarios':
      return { what: at, why: `${placesIn(gap)}: ${gap.status}: ${gap.reason}` }
    case 'program':
      return { what: gap.sdk, why: `${gap.program} says at every version that it cannot do this: ${gap.reason}` }
    case 'refused':
      return { what: gap.sdk, why: `${gap.program} was let in at no version: ${gap.reason}. ${WHICH_GATEWAY}` }
    default:
      return unreachable(gap)
  }
}

/** The same in one line. */
export const gapSentence = (gap: Gap | Silence): string => {
  if (gap.kind === 'silence') return `${placeText(gap)} sent nothing to it at either version.`
  const { what, why } = gapWords(gap)
  return `${what}${gap.kind === 'scenarios' ? ',' : ':'} ${why}`
}

const placesIn = ({ places }: Gap & { readonly kind: 'scenarios' }): string => atMost(places.map(placeText), 2)

const placeText = ({ scenario, gateway }: Omit<Silence, 'kind'>): string => `${scenario} behind ${gateway}`

const WHICH_GATEWAY = 'So nothing says who lets it in: name the gateway that is yours (--gateway, docs/gateways.md).'
