import type { PolicyElement } from '../../model/policy-document.ts'
import { nearest } from '../matrix/nearest.ts'
import type { ReadFault } from './fault.ts'
import { inScopeOf } from './with-scope.ts'

/** Fragments that name each other twice double with each: what is told, before the memory ends. */
const MOST_ELEMENTS = 10_000

/**
 * Puts a fragment's policies where `include-fragment` names it, also within others. One that is missing stays as it stands, and
 * is told. https://learn.microsoft.com/azure/api-management/include-fragment-policy
 */
export const putInFragments = (
  elements: readonly PolicyElement[],
  fragments: Readonly<Record<string, readonly PolicyElement[]>>,
  complain: (fault: ReadFault) => void,
  within: readonly string[] = [],
  put = { elements: 0 },
): readonly PolicyElement[] =>
  elements.flatMap((element): readonly PolicyElement[] => {
    const { name, spot, attributes, children } = element
    if (name !== 'include-fragment')
      return children.length === 0
        ? [element]
        : [{ ...element, children: putInFragments(children, fragments, complain, within, put) }]
    const id = attributes['fragment-id']
    // That the attribute is wrong is told where the policy is looked at.
    if (id?.kind !== 'literal') return [element]
    const fragment = Object.hasOwn(fragments, id.text) ? fragments[id.text] : undefined
    if (!fragment) {
      const names = Object.keys(fragments)
      const meant = nearest(id.text, names)
      const known = names.length > 0 ? `Known fragments: ${[...names].sort().join(', ')}.` : 'There are none here.'
      const hint = meant ? `Did you mean "${meant}"? ${known}` : `Put it into fragments/${id.text}.xml. ${known}`
      complain({ code: 'policy/no-fragment', spot, what: `There is no fragment "${id.text}".`, hint })
      return [element]
    }
    if (within.includes(id.text)) {
      complain({ code: 'policy/invalid', spot, what: `The fragment "${id.text}" holds itself.` })
      return []
    }
    put.elements += fragment.length
    if (put.elements > MOST_ELEMENTS) {
      const what = `Fragments within fragments come to more than ${MOST_ELEMENTS} policies.`
      complain({ code: 'policy/invalid', spot, what })
      return []
    }
    return putInFragments(fragment, fragments, complain, [...within, id.text], put).map((one) =>
      inScopeOf(element, one),
    )
  })
