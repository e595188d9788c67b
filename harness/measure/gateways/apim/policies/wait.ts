import { literalOf } from '../attribute.ts'
import type { PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'

const MAY_STAND = ['send-request', 'cache-lookup-value', 'choose']

/** What it encloses is done here one after the other. */
export const wait: PolicyKind = {
  name: 'wait',
  sections: ['inbound', 'backend', 'outbound'],
  source: 'https://learn.microsoft.com/azure/api-management/wait-policy',
  // Which of them would be the first is a matter of the time that each takes.
  standing: (element) =>
    !element.attributes['for'] || literalOf(element, 'for')?.trim().toLowerCase() === 'all'
      ? { kind: 'enforced' }
      : { kind: 'adapted', why: 'all of what it encloses is done, and not the first of it alone' },
  faults: (element) =>
    shapeFaults(element, {
      attributes: { for: { oneOf: ['all', 'any'] } },
      children: 'any',
      only: MAY_STAND,
      wants: MAY_STAND,
    }),
  inner: ({ children }) => children,
  compile: ({ children }, { compileAll }) => compileAll(children),
}
