import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeTruth } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import type { PolicyFault, PolicyKind, Standing } from '../policy.ts'
import { ANY, BOOLEAN, type ElementShape, LITERAL, REQUIRED, shapeFaults } from '../shape.ts'
import { clockSkew, secondsIn } from '../tokens/clock-skew.ts'
import { discoveredIssuers, named } from '../tokens/issuers.ts'
import { requiredClaims } from '../tokens/required-claims.ts'
import { inlineKeys, keyElements, namesCertificate } from '../tokens/signing-keys.ts'
import { textsOfList } from '../tokens/texts-in.ts'
import type { TokenRules } from '../tokens/validate-token.ts'
import { validating } from '../tokens/validating.ts'

const TEXT: ElementShape = { text: 'must' }
const KEYS: ElementShape = {
  children: { key: { attributes: { id: ANY, 'certificate-id': ANY, n: LITERAL, e: LITERAL }, text: 'may' } },
  wants: ['key'],
}

export const REQUIRED_CLAIMS: ElementShape = {
  children: {
    claim: {
      attributes: { name: REQUIRED, match: { oneOf: ['all', 'any'] }, separator: ANY },
      children: { value: TEXT },
    },
  },
  wants: ['claim'],
}

/** A list that is empty would allow everything. */
export const AUDIENCES: ElementShape = { children: { audience: TEXT }, wants: ['audience'] }

const SHAPE: ElementShape = {
  attributes: {
    'header-name': ANY,
    'query-parameter-name': ANY,
    'token-value': ANY,
    'failed-validation-httpcode': { whole: { least: 100, most: 999 } },
    'failed-validation-error-message': ANY,
    'require-expiration-time': BOOLEAN,
    'require-scheme': ANY,
    'require-signed-tokens': BOOLEAN,
    'clock-skew': ANY,
    'output-token-variable-name': { literal: true },
  },
  children: {
    'openid-config': { attributes: { url: REQUIRED } },
    'issuer-signing-keys': KEYS,
    'decryption-keys': KEYS,
    audiences: AUDIENCES,
    issuers: { children: { issuer: TEXT }, wants: ['issuer'] },
    'required-claims': REQUIRED_CLAIMS,
  },
}

const PLACES = ['header-name', 'query-parameter-name', 'token-value']

/** A token in one place of the request, of an issuer, for an audience, with claims. */
export const validateJwt: PolicyKind = {
  name: 'validate-jwt',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/validate-jwt-policy',
  standing: (element) => standingOf(element),
  faults: (element) => [...shapeFaults(element, SHAPE), ...placeFaults(element), ...skewFaults(element)],
  compile: (element, tools) => validating(rulesOf)(element, tools),
}

const standingOf = (element: PolicyElement): Standing => {
  const sealed = keyElements(element, 'decryption-keys').filter((key) => namesCertificate(key) || key.attributes['n'])
  if (sealed.length > 0 && sealed.length === keyElements(element, 'decryption-keys').length)
    return { kind: 'not-supported', why: 'the private key that decrypts its tokens is not part of the document' }
  return {
    kind: 'adapted',
    why: isElsewhere(element)
      ? "nothing is fetched: the run's authority stands in for the document's issuer, and its Entra ID token is taken to carry the audience and claims that are asked for, unless tokenClaims in the settings says what it carries"
      : "the run's Entra ID token is taken to be signed by the document's key and to carry the audience and claims that are asked for, unless tokenClaims in the settings says what it carries",
  }
}

/** What signs its tokens is not in the document. */
const isElsewhere = (element: PolicyElement): boolean =>
  element.children.some(({ name }) => name === 'openid-config') ||
  keyElements(element, 'issuer-signing-keys').some(namesCertificate)

const placeFaults = ({ spot, name, attributes }: PolicyElement): readonly PolicyFault[] =>
  PLACES.some((place) => attributes[place] !== undefined)
    ? []
    : [{ spot, what: `<${name}> says nowhere where the token is: one of ${PLACES.join(', ')} must be there.` }]

const skewFaults = ({ name, attributes }: PolicyElement): readonly PolicyFault[] => {
  const skew = attributes['clock-skew']
  if (skew?.kind !== 'literal' || secondsIn(skew.text) !== null) return []
  const what = `"clock-skew" of <${name}> is "${skew.text.trim()}", expected seconds, or a time such as 00:05:00.`
  return [{ spot: skew.spot, what }]
}

const rulesOf = (element: PolicyElement, exchange: GatewayExchange): TokenRules => {
  const openid = element.children.filter(({ name }) => name === 'openid-config')
  return {
    byAuthority: isElsewhere(element),
    keys: inlineKeys(element, 'issuer-signing-keys', exchange),
    decryptionKeys: inlineKeys(element, 'decryption-keys', exchange),
    requireExpiration: attributeTruth(element, 'require-expiration-time', exchange, true),
    requireSigned: attributeTruth(element, 'require-signed-tokens', exchange, true),
    clockSkew: clockSkew(element, exchange),
    wanted: {
      audiences: textsOfList(element, 'audiences', exchange),
      issuers: [...textsOfList(element, 'issuers', exchange).map(named), ...openid.flatMap(discoveredIssuers)],
      applications: [],
      claims: requiredClaims(element, exchange),
    },
  }
}
