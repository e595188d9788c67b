import type { Section } from '../../../../model/policy-document.ts'
import { CannotTell, type PolicyKind, type Standing } from '../policy.ts'

/** A policy of the vendor's reference that nobody does here. */
type NotHere = {
  readonly page: string
  readonly sections: readonly Section[]
  readonly why: string
  /** It cannot decide about a request. */
  readonly passedOver?: true
}

const EVERYWHERE: readonly Section[] = ['inbound', 'backend', 'outbound', 'on-error']
const CACHE = 'answers of the model are not kept: each request is as the first'
const SCHEMA = "the API's schema is not part of the document"
const RESOLVER = 'it stands in a GraphQL resolver, not in a document of a scope'

/** https://learn.microsoft.com/azure/api-management/api-management-policies, what is left of it. */
const NOT_HERE: Readonly<Record<string, NotHere>> = {
  'validate-content': { page: 'validate-content-policy', sections: EVERYWHERE, why: SCHEMA },
  'validate-parameters': { page: 'validate-parameters-policy', sections: ['inbound'], why: SCHEMA },
  'validate-headers': { page: 'validate-headers-policy', sections: ['outbound', 'on-error'], why: SCHEMA },
  'validate-status-code': { page: 'validate-status-code-policy', sections: ['outbound', 'on-error'], why: SCHEMA },
  'validate-graphql-request': { page: 'validate-graphql-request-policy', sections: ['inbound'], why: SCHEMA },
  'validate-odata-request': { page: 'validate-odata-request-policy', sections: ['inbound'], why: SCHEMA },
  'xsl-transform': {
    page: 'xsl-transform-policy',
    sections: EVERYWHERE,
    why: 'nobody here runs XSLT',
  },
  'azure-openai-semantic-cache-lookup': {
    page: 'azure-openai-semantic-cache-lookup-policy',
    sections: ['inbound'],
    why: CACHE,
    passedOver: true,
  },
  'azure-openai-semantic-cache-store': {
    page: 'azure-openai-semantic-cache-store-policy',
    sections: ['outbound'],
    why: CACHE,
    passedOver: true,
  },
  'llm-semantic-cache-lookup': {
    page: 'llm-semantic-cache-lookup-policy',
    sections: ['inbound'],
    why: CACHE,
    passedOver: true,
  },
  'llm-semantic-cache-store': {
    page: 'llm-semantic-cache-store-policy',
    sections: ['outbound'],
    why: CACHE,
    passedOver: true,
  },
  'invoke-dapr-binding': {
    page: 'invoke-dapr-binding-policy',
    sections: EVERYWHERE,
    why: 'no Dapr runtime stands beside this gateway',
  },
  'sql-data-source': { page: 'sql-data-source-policy', sections: ['backend'], why: RESOLVER },
  'cosmosdb-data-source': { page: 'cosmosdb-data-source-policy', sections: ['backend'], why: RESOLVER },
  'http-data-source': { page: 'http-data-source-policy', sections: ['backend'], why: RESOLVER },
  'set-graphql-resolver': { page: 'set-graphql-resolver-policy', sections: ['backend'], why: RESOLVER },
  'set-backend-service-dapr': {
    page: 'set-backend-service-dapr-policy',
    sections: ['inbound'],
    why: 'no Dapr runtime stands beside this gateway',
  },
  'invoke-request': {
    page: 'api-management-policies',
    sections: EVERYWHERE,
    why: 'the reference has no page that says what it does',
  },
}

const kindOf = (name: string, { page, sections, why, passedOver }: NotHere): PolicyKind => {
  const standing: Standing = { kind: passedOver ? 'passed-over' : 'not-supported', why }
  return {
    name,
    sections,
    source: `https://learn.microsoft.com/azure/api-management/${page}`,
    standing: () => standing,
    faults: () => [],
    compile: (element) => (exchange) => {
      if (!passedOver) throw new CannotTell(element.spot, `${name}: ${why}`)
      exchange.traces.push({ spot: element.spot, policy: name, did: 'passed over' })
      return { kind: 'next' }
    },
  }
}

export const notHere: Readonly<Record<string, PolicyKind>> = Object.fromEntries(
  Object.entries(NOT_HERE).map(([name, facts]) => [name, kindOf(name, facts)]),
)
