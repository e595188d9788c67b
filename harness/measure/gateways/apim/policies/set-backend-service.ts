import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import { joinedUrl, pathBehind } from '../backend-address.ts'
import type { GatewayExchange } from '../exchange.ts'
import { PolicyError, type PolicyFault, type PolicyKind } from '../policy.ts'
import { ANY, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const FABRIC = [
  'sf-resolve-condition',
  'sf-service-instance-name',
  'sf-partition-key',
  'sf-listener-name',
  'sf-replica-type',
  'dapr-app-id',
  'dapr-method',
  'dapr-namespace',
]
const KNOWN = ['base-url', 'backend-id', ...FABRIC]

/** What the backend is asked at. All of them are answered by the same that stands behind, whichever address it has. */
export const setBackendService: PolicyKind = {
  name: 'set-backend-service',
  sections: ['inbound', 'backend'],
  source: 'https://learn.microsoft.com/azure/api-management/set-backend-service-policy',
  standing: ({ attributes }) =>
    FABRIC.some((name) => attributes[name])
      ? {
          kind: 'adapted',
          why: 'neither Service Fabric nor Dapr looks for the backend: the one that stands behind answers',
        }
      : { kind: 'enforced' },
  faults: (element) => [
    ...lacking(element),
    ...shapeFaults(element, { attributes: Object.fromEntries(KNOWN.map((name) => [name, ANY])) }),
  ],
  compile: (element) => (exchange) => {
    const id = attributeText(element, 'backend-id', exchange)
    const base = attributeText(element, 'base-url', exchange) ?? (id === null ? null : urlOf(id, exchange))
    const rest = pathBehind(exchange)
    if (base === null) {
      exchange.backend = { id, url: exchange.backend.url }
      trace(exchange, element, id === null ? 'names no URL' : `backend ${id}; the settings name no URL for it`)
      return { kind: 'next' }
    }
    const url = joinedUrl(base.trim(), rest, exchange.request.url.search)
    if (!url) throw noUrl(element, base)
    exchange.backend = { id, url: base.trim() }
    exchange.request.url = url
    trace(exchange, element, `the backend is ${url.origin}${id === null ? '' : ` (${id})`}`)
    return { kind: 'next' }
  },
}

const urlOf = (id: string, { settings }: GatewayExchange): string | null =>
  (Object.hasOwn(settings.backends, id) ? settings.backends[id]?.url : undefined) ?? null

const lacking = ({ spot, attributes }: PolicyElement): readonly PolicyFault[] =>
  attributes['base-url'] ||
  attributes['backend-id'] ||
  attributes['dapr-app-id'] ||
  attributes['sf-service-instance-name']
    ? []
    : [{ spot, what: '<set-backend-service> has neither "base-url" nor "backend-id".' }]

const noUrl = (element: PolicyElement, base: string): PolicyError =>
  new PolicyError(element, {
    reason: 'ExpressionValueEvaluationFailure',
    message: `The backend's URL "${base}" is none.`,
    status: 500,
    told: 'Internal server error',
    why: 'base-url comes to no URL',
  })
