import type { Section } from '../../../../model/policy-document.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** Has nothing to do here, since what it is about is not here. */
type Adapted = {
  readonly page: string
  readonly sections: readonly Section[]
  readonly shape: ElementShape
  readonly why: string
}

const ADAPTED: Readonly<Record<string, Adapted>> = {
  proxy: {
    page: 'proxy-policy',
    sections: ['inbound', 'backend'],
    shape: { attributes: { url: REQUIRED, username: ANY, password: ANY } },
    why: 'the backend is reached without a proxy',
  },
  'redirect-content-urls': {
    page: 'redirect-content-urls-policy',
    sections: ['inbound', 'outbound'],
    shape: {},
    why: 'the answers here hold no links to the backend',
  },
  'cross-domain': {
    page: 'cross-domain-policy',
    sections: ['inbound'],
    shape: { children: 'any', text: 'may' },
    why: 'it is about Adobe Flash and Silverlight, which ask for a file of their own',
  },
}

const kindOf = (name: string, { page, sections, shape, why }: Adapted): PolicyKind => ({
  name,
  sections,
  source: `https://learn.microsoft.com/azure/api-management/${page}`,
  standing: () => ({ kind: 'adapted', why }),
  faults: (element) => shapeFaults(element, shape),
  compile: (element) => (exchange) => {
    trace(exchange, element, `nothing to do: ${why}`)
    return { kind: 'next' }
  },
})

export const adapted: Readonly<Record<string, PolicyKind>> = Object.fromEntries(
  Object.entries(ADAPTED).map(([name, facts]) => [name, kindOf(name, facts)]),
)
