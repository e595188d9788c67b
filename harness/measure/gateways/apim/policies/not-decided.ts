import type { Section } from '../../../../model/policy-document.ts'
import type { PolicyKind, Standing } from '../policy.ts'
import { ANY, type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

type NotDecided = { readonly sections: readonly Section[]; readonly standing: Standing; readonly shape: ElementShape }

const NO_CACHE = 'answers are not kept: each request is answered by the backend'

/** What would answer or refuse by something that is not here: it lets every request pass, and is told as that. */
const NOT_DECIDED: Readonly<Record<string, NotDecided>> = {
  'cache-lookup': {
    sections: ['inbound'],
    standing: { kind: 'passed-over', why: NO_CACHE },
    shape: {
      attributes: {
        'vary-by-developer': ANY,
        'vary-by-developer-groups': ANY,
        'caching-type': ANY,
        'downstream-caching-type': ANY,
        'must-revalidate': ANY,
        'allow-private-response-caching': ANY,
      },
      children: { 'vary-by-header': { text: 'may' }, 'vary-by-query-parameter': { text: 'may' } },
    },
  },
  'cache-store': {
    sections: ['outbound'],
    standing: { kind: 'passed-over', why: NO_CACHE },
    shape: { attributes: { duration: ANY, 'cache-response': ANY, 'caching-type': ANY } },
  },
  'llm-content-safety': {
    sections: ['inbound', 'outbound'],
    standing: { kind: 'adapted', why: 'no service looks at the content here: every prompt is taken for a safe one' },
    shape: {
      attributes: {
        'backend-id': ANY,
        'shield-prompt': ANY,
        'enforce-on-completions': ANY,
        'window-size': ANY,
        'window-overlap-size': ANY,
      },
      children: 'any',
    },
  },
  'validate-client-certificate': {
    sections: ['inbound'],
    standing: {
      kind: 'adapted',
      why: "certificates are the business of the user's TLS stack: the caller is taken to show a good one",
    },
    shape: {
      attributes: {
        'validate-revocation': ANY,
        'validate-trust': ANY,
        'validate-not-before': ANY,
        'validate-not-after': ANY,
        'ignore-error': ANY,
      },
      children: 'any',
    },
  },
}

const kindOf = (name: string, { sections, standing, shape }: NotDecided): PolicyKind => ({
  name,
  sections,
  source: `https://learn.microsoft.com/azure/api-management/${name}-policy`,
  standing: () => standing,
  faults: (element) => shapeFaults(element, shape),
  compile: (element) => (exchange) => {
    trace(exchange, element, 'let pass')
    return { kind: 'next' }
  },
})

export const notDecided: Readonly<Record<string, PolicyKind>> = Object.fromEntries(
  Object.entries(NOT_DECIDED).map(([name, facts]) => [name, kindOf(name, facts)]),
)
