import type { PolicyDocument, PolicyElement } from '../../../model/policy-document.ts'
import type { Spot } from '../../../model/spot.ts'

let line = 0

/** An element as the reader would give it, each on a line of its own. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  inside: readonly PolicyElement[] | string = [],
): PolicyElement => {
  line += 1
  const spot: Spot = { file: 'api.xml', line, column: 5 }
  return {
    name,
    spot,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, text]) => [key, { kind: 'literal', text, spot }]),
    ),
    children: typeof inside === 'string' ? [] : inside,
    text: typeof inside === 'string' ? { kind: 'literal', text: inside, spot } : null,
  }
}

/** Lines count from 1 again. */
export const document = (parts: () => Partial<PolicyDocument>): PolicyDocument => {
  line = 0
  const sections = parts()
  return { inbound: [], backend: [element('forward-request')], outbound: [], 'on-error': [], ...sections }
}

export const header = (name: string, value: string | null, action = 'override'): PolicyElement =>
  element('set-header', { name, 'exists-action': action }, value === null ? [] : [element('value', {}, value)])
