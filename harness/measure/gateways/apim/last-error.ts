import {
  type PolicyDocument,
  type PolicyElement,
  type Scope,
  SECTIONS,
  scopeIn,
} from '../../../model/policy-document.ts'
import type { GatewayExchange, LastError } from './exchange.ts'
import type { PolicyError } from './policy.ts'

/**
 * `context.LastError` of a policy's error. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
 * @param paths where each policy stands in its section: `choose[3]\when[2]`
 */
export const lastErrorOf = (
  { element, reason, message }: PolicyError,
  { section }: GatewayExchange,
  paths: Paths,
): LastError => ({
  source: element.name,
  reason,
  message,
  scope: scopeOf(element),
  section,
  path: paths.get(element) ?? element.name,
  policyId: element.attributes['id']?.kind === 'literal' ? element.attributes['id'].text : '',
})

export type Paths = ReadonlyMap<PolicyElement, string>

/** Of several beside each other each has its number, from 1; one that is alone has none. */
export const pathsOf = (document: PolicyDocument): Paths => {
  const paths = new Map<PolicyElement, string>()
  const walk = (elements: readonly PolicyElement[], above: string): void => {
    const counts = new Map<string, number>()
    for (const element of elements) {
      const count = (counts.get(element.name) ?? 0) + 1
      counts.set(element.name, count)
      const isAlone = elements.every((other) => other === element || other.name !== element.name)
      const path = `${above}${element.name}${isAlone ? '' : `[${count}]`}`
      paths.set(element, path)
      walk(element.children, `${path}\\`)
    }
  }
  for (const section of SECTIONS) walk(document[section], '')
  return paths
}

export const scopeOf = ({ scope, spot }: Pick<PolicyElement, 'scope' | 'spot'>): Scope => scope ?? scopeIn(spot.file)
