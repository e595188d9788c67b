import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeChoice, attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import { claimTexts } from './claim-texts.ts'
import type { TokenFailure } from './failure.ts'
import { textsIn } from './texts-in.ts'

/** https://learn.microsoft.com/azure/api-management/validate-jwt-policy#claim-attributes */
export type RequiredClaim = {
  readonly name: string
  readonly match: 'all' | 'any'
  /** Between the values of a claim that is one text; null: its whole text is the value. */
  readonly separator: string | null
  /** None: it has to be there, whatever its value. */
  readonly values: readonly string[]
}

export const requiredClaims = (element: PolicyElement, exchange: GatewayExchange): readonly RequiredClaim[] =>
  element.children
    .filter(({ name }) => name === 'required-claims')
    .flatMap(({ children }) => children)
    .map((claim) => ({
      name: nameOf(claim, exchange),
      match: attributeChoice(claim, 'match', ['all', 'any'], exchange),
      separator: attributeText(claim, 'separator', exchange) || null,
      values: textsIn(claim.children, exchange),
    }))

const nameOf = (claim: PolicyElement, exchange: GatewayExchange): string => {
  const name = attributeText(claim, 'name', exchange)?.trim()
  if (!name) throw new CannotTell(claim.spot, 'the name of a claim comes to nothing')
  return name
}

/** What of the claims is not as the document wants it: first all that are missing, then the first whose values do not fit. */
export const claimFailure = (
  claims: Readonly<Record<string, unknown>>,
  required: readonly RequiredClaim[],
): TokenFailure | null => {
  const missing = required.filter(({ name }) => (claimTexts(claims, name) ?? []).length === 0).map(({ name }) => name)
  if (missing.length > 0) {
    const names = missing.join(', ')
    return {
      reason: 'TokenClaimNotFound',
      message: `JWT token is missing the following claims: ${names}. Access denied.`,
      why: `no claim ${names}`,
    }
  }
  const wrong = required.find((one) => !fits(valuesOf(claims, one), one))
  if (!wrong) return null
  const value = (claimTexts(claims, wrong.name) ?? []).join(',')
  return {
    reason: 'TokenClaimValueNotAllowed',
    message: `Claim ${wrong.name} value of ${value} is not allowed. Access denied.`,
    why: `claim ${wrong.name} is ${value}, wanted ${wrong.values.join(wrong.match === 'any' ? ' or ' : ' and ')}`,
  }
}

const valuesOf = (claims: Readonly<Record<string, unknown>>, { name, separator }: RequiredClaim): readonly string[] => {
  const texts = claimTexts(claims, name) ?? []
  return separator === null ? texts : texts.flatMap((text) => text.split(separator))
}

const fits = (values: readonly string[], { match, values: wanted }: RequiredClaim): boolean => {
  if (wanted.length === 0) return true
  return match === 'any' ? wanted.some((one) => values.includes(one)) : wanted.every((one) => values.includes(one))
}
