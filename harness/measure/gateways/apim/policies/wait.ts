import type { PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'

/** What it encloses is done here one after the other: all of it is there at once, so "any" and "all" wait equally long. */
export const wait: PolicyKind = {
  name: 'wait',
  sections: ['inbound', 'backend', 'outbound'],
  source: 'https://learn.microsoft.com/azure/api-management/wait-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: { for: { oneOf: ['all', 'any'] } },
      children: 'any',
      wants: ['send-request', 'cache-lookup-value', 'choose'],
    }),
  inner: ({ children }) => children,
  compile: ({ children }, { compileAll }) => compileAll(children),
}
