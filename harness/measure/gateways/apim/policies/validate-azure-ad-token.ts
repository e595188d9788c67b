import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell, type PolicyFault, type PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, shapeFaults } from '../shape.ts'
import { tenantIssuers } from '../tokens/issuers.ts'
import { requiredClaims } from '../tokens/required-claims.ts'
import { inlineKeys } from '../tokens/signing-keys.ts'
import { textsIn, textsOfList } from '../tokens/texts-in.ts'
import type { TokenRules } from '../tokens/validate-token.ts'
import { validating } from '../tokens/validating.ts'
import { AUDIENCES, REQUIRED_CLAIMS } from './validate-jwt.ts'

const APPLICATIONS: ElementShape = { children: { 'application-id': { text: 'must' } }, wants: ['application-id'] }

const SHAPE: ElementShape = {
  attributes: {
    'tenant-id': ANY,
    'header-name': ANY,
    'query-parameter-name': ANY,
    'token-value': ANY,
    'authentication-endpoint': ANY,
    'failed-validation-httpcode': { whole: { least: 100, most: 999 } },
    'failed-validation-error-message': ANY,
    'output-token-variable-name': { literal: true },
  },
  children: {
    'tenant-ids': { children: { 'tenant-id': { text: 'must' } }, wants: ['tenant-id'] },
    'client-application-ids': APPLICATIONS,
    'backend-application-ids': APPLICATIONS,
    audiences: AUDIENCES,
    'required-claims': REQUIRED_CLAIMS,
    'decryption-keys': { children: { key: { attributes: { id: ANY, 'certificate-id': ANY }, text: 'may' } } },
  },
}

/** A token of Entra ID, by tenant and by the application that asked for it. */
export const validateAzureAdToken: PolicyKind = {
  name: 'validate-azure-ad-token',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy',
  standing: () => ({
    kind: 'adapted',
    why: "the run's authority stands in for Entra ID, and its token is taken to be of the tenant and application that are asked for, with their audience and claims, unless tokenClaims in the settings says what it carries",
  }),
  faults: (element) => [...shapeFaults(element, SHAPE), ...tenantFaults(element)],
  compile: (element, tools) => validating(rulesOf)(element, tools),
}

const tenantFaults = ({ spot, name, attributes, children }: PolicyElement): readonly PolicyFault[] =>
  attributes['tenant-id'] || children.some((child) => child.name === 'tenant-ids')
    ? []
    : [{ spot, what: `<${name}> has no attribute "tenant-id", which it must have.` }]

const rulesOf = (element: PolicyElement, exchange: GatewayExchange): TokenRules => {
  const tenant = attributeText(element, 'tenant-id', exchange)?.trim()
  if (tenant === '') throw new CannotTell(element.spot, '"tenant-id" comes to nothing')
  const tenants = [
    ...(tenant === undefined ? [] : [tenant]),
    ...textsIn(
      element.children.filter(({ name }) => name === 'tenant-ids').flatMap(({ children }) => children),
      exchange,
    ),
  ]
  const backends = textsOfList(element, 'backend-application-ids', exchange)
  return {
    byAuthority: true,
    keys: [],
    decryptionKeys: inlineKeys(element, 'decryption-keys', exchange),
    requireExpiration: true,
    requireSigned: true,
    clockSkew: 0,
    wanted: {
      // A token for an application names it by its id, or by the address that Entra ID makes of that.
      audiences: [...textsOfList(element, 'audiences', exchange), ...backends.flatMap((id) => [id, `api://${id}`])],
      issuers: tenants.flatMap((one) => tenantIssuers(tenantName(one))),
      applications: textsOfList(element, 'client-application-ids', exchange),
      claims: requiredClaims(element, exchange),
    },
  }
}

/** A tenant may be given by its address. */
const tenantName = (tenant: string): string => /^https?:\/\/[^/]+\/([^/]+)/.exec(tenant)?.[1] ?? tenant
