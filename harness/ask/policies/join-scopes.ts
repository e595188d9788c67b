import {
  BUILT_IN,
  type PolicyElement,
  SCOPES,
  type Scope,
  SECTIONS,
  type Section,
} from '../../model/policy-document.ts'
import type { Spot } from '../../model/spot.ts'
import type { Sections } from './read-sections.ts'

const here: Spot = { file: BUILT_IN, line: 1, column: 1 }

/** What stands where no scope says anything: API Management sets it up at the global scope. https://learn.microsoft.com/azure/api-management/forward-request-policy */
const builtIn: Readonly<Record<Section, readonly PolicyElement[]>> = {
  inbound: [],
  backend: [{ name: 'forward-request', spot: here, attributes: {}, children: [], text: null }],
  outbound: [],
  'on-error': [],
}

/**
 * The scopes joined, from the outermost to the innermost: in each section `<base />` stands for the outer scope's, and a section
 * without it cuts the outer one off, also where that forwards the request.
 * A section that is not written is taken for one with `<base />` alone; the vendor's pages do not say.
 * https://learn.microsoft.com/azure/api-management/set-edit-policies#use-base-element-to-set-policy-evaluation-order
 */
export const joinScopes = (
  scopes: Readonly<Partial<Record<Scope, Sections>>>,
): Readonly<Record<Section, readonly PolicyElement[]>> => {
  const join = (section: Section): readonly PolicyElement[] =>
    SCOPES.reduce<readonly PolicyElement[]>((outer, scope) => {
      const own = scopes[scope]?.[section]
      return own ? withBase(own, outer) : outer
    }, builtIn[section])
  const [inbound, backend, outbound, onError] = SECTIONS.map(join)
  return {
    inbound: inbound ?? [],
    backend: backend ?? [],
    outbound: outbound ?? [],
    'on-error': onError ?? [],
  }
}

/** `<base />` may stand within `choose` as well. */
const withBase = (own: readonly PolicyElement[], outer: readonly PolicyElement[]): readonly PolicyElement[] =>
  own.flatMap((element) => {
    if (element.name === 'base') return outer
    return element.children.length === 0 ? [element] : [{ ...element, children: withBase(element.children, outer) }]
  })
