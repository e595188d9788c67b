import type { PolicyElement, Section } from '../../../../model/policy-document.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, BOOLEAN, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'

/** Tells somebody of a request and changes nothing of it: read, checked, and passed over. */
export type Telemetry = {
  readonly page: string
  readonly sections: readonly Section[]
  readonly shape: ElementShape
}

const EVERYWHERE: readonly Section[] = ['inbound', 'backend', 'outbound', 'on-error']
const VALUE: ElementShape = { attributes: { name: REQUIRED, value: ANY } }
const TOKEN_METRIC: ElementShape = {
  attributes: { namespace: ANY },
  children: { dimension: VALUE },
}

/** What of the vendor's reference only tells. https://learn.microsoft.com/azure/api-management/api-management-policies#logging */
const TELEMETRY: Readonly<Record<string, Telemetry>> = {
  trace: {
    page: 'trace-policy',
    sections: EVERYWHERE,
    shape: {
      attributes: { source: REQUIRED, severity: { oneOf: ['verbose', 'information', 'error'] } },
      children: { message: { text: 'must' }, metadata: { attributes: { name: REQUIRED, value: REQUIRED } } },
      text: 'may',
    },
  },
  'emit-metric': {
    page: 'emit-metric-policy',
    sections: EVERYWHERE,
    shape: { attributes: { name: REQUIRED, namespace: ANY, value: ANY }, children: { dimension: VALUE } },
  },
  'llm-emit-token-metric': {
    page: 'llm-emit-token-metric-policy',
    sections: ['inbound'],
    shape: TOKEN_METRIC,
  },
  'azure-openai-emit-token-metric': {
    page: 'azure-openai-emit-token-metric-policy',
    sections: ['inbound'],
    shape: TOKEN_METRIC,
  },
  'log-to-eventhub': {
    page: 'log-to-eventhub-policy',
    sections: EVERYWHERE,
    shape: { attributes: { 'logger-id': REQUIRED, 'partition-id': ANY, 'partition-key': ANY }, text: 'may' },
  },
  'publish-event': {
    page: 'publish-event-policy',
    sections: EVERYWHERE,
    shape: { children: 'any', text: 'may' },
  },
  'publish-to-dapr': {
    page: 'publish-to-dapr-policy',
    sections: EVERYWHERE,
    shape: {
      attributes: {
        'pubsub-name': ANY,
        topic: REQUIRED,
        'ignore-error': BOOLEAN,
        'response-variable-name': ANY,
        timeout: ANY,
        template: ANY,
        'content-type': ANY,
      },
      text: 'may',
    },
  },
  'send-service-bus-message': {
    page: 'send-service-bus-message-policy',
    sections: EVERYWHERE,
    shape: {
      attributes: { 'queue-name': ANY, 'topic-name': ANY, namespace: ANY, 'client-id': ANY },
      children: 'any',
      text: 'may',
    },
  },
}

const kindOf = (name: string, { page, sections, shape }: Telemetry): PolicyKind => ({
  name,
  sections,
  source: `https://learn.microsoft.com/azure/api-management/${page}`,
  standing: () => ({ kind: 'passed-over', why: 'it tells others of a request, and changes nothing of it' }),
  faults: (element) => shapeFaults(element, shape),
  compile: (element) => (exchange) => {
    exchange.traces.push({ spot: element.spot, policy: name, did: `passed over${named(element)}` })
    return { kind: 'next' }
  },
})

const named = ({ attributes }: PolicyElement): string => {
  const name = attributes['name'] ?? attributes['source']
  return name?.kind === 'literal' ? `: ${name.text}` : ''
}

export const telemetry: Readonly<Record<string, PolicyKind>> = Object.fromEntries(
  Object.entries(TELEMETRY).map(([name, facts]) => [name, kindOf(name, facts)]),
)
