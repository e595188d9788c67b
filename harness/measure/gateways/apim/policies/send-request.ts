import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeChoice, attributeText, attributeTruth, literalOf } from '../attribute.ts'
import type { Fields, GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { responseValue } from '../expressions/response-value.ts'
import { UntoldResponse } from '../expressions/untold-response.ts'
import { copyOfFields } from '../fields.ts'
import { PolicyError, type PolicyFault, type PolicyKind, type Tools } from '../policy.ts'
import { ANY, BOOLEAN, type ElementShape, shapeFaults } from '../shape.ts'
import { shownUrl } from '../shown-url.ts'
import { trace } from '../trace.ts'
import { putBasic } from './authentication-basic.ts'
import { putIdentity } from './authentication-managed-identity.ts'
import { bodyOf, SET_BODY } from './set-body.ts'
import { SET_HEADER, writeHeader } from './set-header.ts'

const PARTS: Readonly<Record<string, ElementShape>> = {
  'set-url': { text: 'must' },
  'set-method': { text: 'must' },
  'set-header': SET_HEADER,
  'set-body': SET_BODY,
  'authentication-certificate': {
    children: 'any',
    attributes: { thumbprint: ANY, 'certificate-id': ANY, body: ANY, password: ANY },
  },
  'authentication-basic': { attributes: { username: ANY, password: ANY } },
  'authentication-managed-identity': {
    attributes: { resource: ANY, 'client-id': ANY, 'output-token-variable-name': ANY, 'ignore-error': ANY },
  },
  proxy: { attributes: { url: ANY, username: ANY, password: ANY } },
}

const MODES = ['new', 'copy'] as const

const WHY = 'nothing leaves this machine: it is answered by the "stubs" of the settings'

/** What a policy asks elsewhere; without a stub that fits it is as a host that is not reached. */
export const sendRequest: PolicyKind = {
  name: 'send-request',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/send-request-policy',
  standing: () => ({ kind: 'adapted', why: WHY }),
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: {
        mode: { oneOf: MODES },
        'response-variable-name': ANY,
        timeout: ANY,
        'ignore-error': { ...BOOLEAN, literal: true },
      },
      children: PARTS,
    }),
    ...withoutUrl(element),
  ],
  compile: (element, tools) => (exchange) => {
    const sent = requestOf(element, exchange, tools.context)
    const response = tools.ask(sent)
    const name = attributeText(element, 'response-variable-name', exchange)
    if (!response && !attributeTruth(element, 'ignore-error', exchange, false)) throw notReached(element, sent.url)
    if (name)
      exchange.variables.set(name, response ? responseValue(response) : new UntoldResponse(withoutStub(sent.url)))
    trace(exchange, element, response ? `a stub answered ${response.status}` : 'no stub, and the error is ignored')
    return { kind: 'next' }
  },
}

/** Nobody waits for its answer. */
export const sendOneWayRequest: PolicyKind = {
  name: 'send-one-way-request',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/send-one-way-request-policy',
  standing: () => ({ kind: 'passed-over', why: 'nobody waits for its answer, and nothing leaves this machine' }),
  faults: (element) => [
    ...shapeFaults(element, { attributes: { mode: { oneOf: MODES }, timeout: ANY }, children: PARTS }),
    ...withoutUrl(element),
  ],
  compile: (element) => (exchange) => {
    trace(exchange, element, 'passed over')
    return { kind: 'next' }
  },
}

/** What is no copy has to say where it goes. */
const withoutUrl = (element: PolicyElement): readonly PolicyFault[] =>
  literalOf(element, 'mode')?.trim().toLowerCase() === 'copy' || element.children.some(({ name }) => name === 'set-url')
    ? []
    : [{ spot: element.spot, what: `<${element.name}> has no <set-url>.` }]

const notReached = (element: PolicyElement, url: string): PolicyError => {
  const message = withoutStub(url)
  return new PolicyError(element, {
    reason: 'BackendConnectionFailure',
    message,
    status: 500,
    why: `no stub for ${shownUrl(url)}`,
  })
}

const withoutStub = (url: string): string =>
  `No stub answers ${shownUrl(url)}: add { "url": "${shownUrl(url)}", "status": 200, "body": … } to "stubs" in the policy's settings.`

const requestOf = (
  element: PolicyElement,
  exchange: GatewayExchange,
  context: Tools['context'],
): Parameters<Tools['ask']>[0] => {
  const { request, section } = exchange
  // `new` is the default; a copy begins as the request stands.
  const isCopy = attributeChoice(element, 'mode', MODES, exchange) === 'copy'
  const fields: Fields = isCopy ? copyOfFields(request.fields) : new Map()
  for (const child of element.children) {
    if (child.name === 'set-header') writeHeader(child, exchange, fields)
    if (child.name === 'authentication-basic') putBasic(child, exchange, fields)
    if (child.name === 'authentication-managed-identity') putIdentity(child, exchange, fields, context)
  }
  const body = element.children.find(({ name }) => name === 'set-body')
  return {
    method: partOf(element, 'set-method', exchange) ?? (isCopy ? request.method : 'GET'),
    url: partOf(element, 'set-url', exchange) ?? request.url.href,
    fields: [...fields.values()].flatMap(({ name, values }) => values.map((value) => [name, value] as const)),
    body: body ? bodyOf(body, exchange, null) : isCopy && section !== 'outbound' ? request.body : null,
  }
}

const partOf = (element: PolicyElement, name: string, exchange: GatewayExchange): string | null => {
  const text = element.children.find((child) => child.name === name)?.text
  return text ? textOf(text, exchange).trim() : null
}
