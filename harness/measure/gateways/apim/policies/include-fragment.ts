import { literalOf } from '../attribute.ts'
import { CannotTell, type PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'

/** Fragments are put in when a document is read: one that is still named here is missing. */
export const includeFragment: PolicyKind = {
  name: 'include-fragment',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/include-fragment-policy',
  standing: (element) => ({
    kind: 'not-supported',
    why: `there is no fragment "${literalOf(element, 'fragment-id') ?? ''}"`,
  }),
  faults: (element) => shapeFaults(element, { attributes: { 'fragment-id': { required: true, literal: true } } }),
  compile:
    ({ spot }) =>
    () => {
      throw new CannotTell(spot, 'the fragment is missing')
    },
}
