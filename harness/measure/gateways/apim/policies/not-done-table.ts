import type { Section } from '../../../../model/policy-document.ts'
import { ANY, BOOLEAN, type ElementShape, LITERAL, REQUIRED } from '../shape.ts'
import type { NotDone } from './not-done-facts.ts'
import { NO_SCHEMA, VALIDATIONS } from './validations.ts'

const EVERYWHERE: readonly Section[] = ['inbound', 'backend', 'outbound', 'on-error']

const passedOver = (why: string): NotDone['standing'] => ({ kind: 'passed-over', why })
const adapted = (why: string): NotDone['standing'] => ({ kind: 'adapted', why })
const notSupported = (why: string): NotDone['standing'] => ({ kind: 'not-supported', why })

const TELLS = passedOver('it tells others of a request, and changes nothing of it')
const NO_CACHE = passedOver('answers are not kept: each request is answered by the backend')
const RESOLVER = notSupported('it stands in a GraphQL resolver, not in a document of a scope')
const DAPR = adapted('no Dapr runtime stands beside this gateway: it is taken to have done what it is asked for')

/** What a client's certificate may be known by. */
const IDENTITY = Object.fromEntries(
  'thumbprint serial-number common-name subject dns-name issuer-subject issuer-thumbprint issuer-certificate-id'
    .split(' ')
    .map((name) => [name, ANY]),
)

/** What a prompt is looked through for. https://learn.microsoft.com/azure/api-management/llm-content-safety-policy#category-attributes */
const CATEGORY: ElementShape['attributes'] = {
  name: { required: true, oneOf: ['Hate', 'SelfHarm', 'Sexual', 'Violence'] },
  threshold: { required: true, whole: { least: 0, most: 7 } },
}

const VALUE: ElementShape = { attributes: { name: REQUIRED, value: ANY } }
const TOKEN_METRIC: ElementShape = { attributes: { namespace: ANY }, children: { dimension: VALUE } }

/** https://learn.microsoft.com/azure/api-management/api-management-policies, what of it has no file of its own. */
export const NOT_DONE: Readonly<Record<string, NotDone>> = {
  // What only tells.
  trace: {
    sections: EVERYWHERE,
    standing: TELLS,
    shape: {
      attributes: { source: REQUIRED, severity: { oneOf: ['verbose', 'information', 'error'] } },
      children: { message: { text: 'must' }, metadata: { attributes: { name: REQUIRED, value: REQUIRED } } },
      text: 'may',
    },
  },
  'emit-metric': {
    sections: EVERYWHERE,
    standing: TELLS,
    shape: { attributes: { name: REQUIRED, namespace: ANY, value: ANY }, children: { dimension: VALUE } },
  },
  'llm-emit-token-metric': { sections: ['inbound'], standing: TELLS, shape: TOKEN_METRIC },
  'azure-openai-emit-token-metric': { sections: ['inbound'], standing: TELLS, shape: TOKEN_METRIC },
  'log-to-eventhub': {
    sections: EVERYWHERE,
    standing: TELLS,
    shape: { attributes: { 'logger-id': REQUIRED, 'partition-id': ANY, 'partition-key': ANY }, text: 'may' },
  },
  'publish-event': { sections: EVERYWHERE, standing: TELLS, shape: { children: 'any', text: 'may' } },
  'publish-to-dapr': {
    sections: EVERYWHERE,
    standing: TELLS,
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
    sections: EVERYWHERE,
    standing: TELLS,
    shape: {
      attributes: { 'queue-name': ANY, 'topic-name': ANY, namespace: ANY, 'client-id': ANY },
      children: 'any',
      text: 'may',
    },
  },

  // What keeps answers: each request is as the first.
  'cache-lookup': {
    sections: ['inbound'],
    standing: NO_CACHE,
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
    standing: NO_CACHE,
    shape: { attributes: { duration: ANY, 'cache-response': ANY, 'caching-type': ANY } },
  },
  'azure-openai-semantic-cache-lookup': { sections: ['inbound'], standing: NO_CACHE, shape: null },
  'azure-openai-semantic-cache-store': { sections: ['outbound'], standing: NO_CACHE, shape: null },
  'llm-semantic-cache-lookup': { sections: ['inbound'], standing: NO_CACHE, shape: null },
  'llm-semantic-cache-store': { sections: ['outbound'], standing: NO_CACHE, shape: null },

  // What is about something that is not here, and lets pass.
  'invoke-dapr-binding': {
    sections: EVERYWHERE,
    standing: DAPR,
    shape: {
      attributes: {
        name: REQUIRED,
        operation: LITERAL,
        'ignore-error': { ...BOOLEAN, literal: true },
        'response-variable-name': LITERAL,
        timeout: ANY,
        template: ANY,
        'content-type': ANY,
      },
      children: {
        metadata: { children: { item: { attributes: { key: REQUIRED }, text: 'may' } } },
        data: { text: 'may' },
      },
    },
  },
  proxy: {
    sections: ['inbound', 'backend'],
    standing: adapted('the backend is reached without a proxy'),
    shape: { attributes: { url: REQUIRED, username: ANY, password: ANY } },
  },
  'redirect-content-urls': {
    sections: ['inbound', 'outbound'],
    standing: adapted('the answers here hold no links to the backend'),
    shape: {},
  },
  'cross-domain': {
    sections: ['inbound'],
    standing: adapted('it is about Adobe Flash and Silverlight, which ask for a file of their own'),
    shape: { children: 'any', text: 'may' },
  },
  'llm-content-safety': {
    sections: ['inbound', 'outbound'],
    standing: adapted('no service looks at the content here: every prompt is taken for a safe one'),
    shape: {
      attributes: {
        'backend-id': REQUIRED,
        'shield-prompt': BOOLEAN,
        'enforce-on-completions': BOOLEAN,
        'window-size': ANY,
        'window-overlap-size': ANY,
      },
      children: {
        categories: {
          attributes: { 'output-type': { oneOf: ['FourSeverityLevels', 'EightSeverityLevels'] } },
          children: { category: { attributes: CATEGORY } },
        },
        blocklists: { children: { id: { text: 'must' } } },
      },
    },
  },
  'validate-client-certificate': {
    sections: ['inbound'],
    standing: adapted("certificates are the business of the user's TLS stack: the caller is taken to show a good one"),
    shape: {
      attributes: Object.fromEntries(
        ['validate-revocation', 'validate-trust', 'validate-not-before', 'validate-not-after', 'ignore-error'].map(
          (name) => [name, { ...BOOLEAN, literal: true }],
        ),
      ),
      children: { identities: { children: { identity: { attributes: IDENTITY } }, wants: ['identity'] } },
    },
  },

  // What could refuse, or put something else into a message, and nobody here knows how.
  ...VALIDATIONS,
  'validate-graphql-request': { sections: ['inbound'], standing: NO_SCHEMA, shape: null },
  'validate-odata-request': { sections: ['inbound'], standing: NO_SCHEMA, shape: null },
  'xsl-transform': { sections: EVERYWHERE, standing: notSupported('nobody here runs XSLT'), shape: null },
  'sql-data-source': { sections: ['backend'], standing: RESOLVER, shape: null },
  'cosmosdb-data-source': { sections: ['backend'], standing: RESOLVER, shape: null },
  'http-data-source': { sections: ['backend'], standing: RESOLVER, shape: null },
  'set-graphql-resolver': { sections: ['backend'], standing: RESOLVER, shape: null },
  'invoke-request': {
    sections: EVERYWHERE,
    standing: notSupported('the reference has no page that says what it does'),
    shape: null,
    page: 'api-management-policies',
  },
}
