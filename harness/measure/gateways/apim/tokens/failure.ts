import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber, attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { PolicyError } from '../policy.ts'

/**
 * What of a token failed. `reason` is `context.LastError.Reason`.
 * https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-policies
 */
export type TokenFailure = {
  readonly reason:
    | 'TokenNotPresent'
    | 'TokenSignatureInvalid'
    | 'TokenSignatureKeyNotFound'
    | 'TokenAudienceNotAllowed'
    | 'TokenIssuerNotAllowed'
    | 'TokenExpired'
    | 'TokenClaimNotFound'
    | 'TokenClaimValueNotAllowed'
    | 'JwtInvalid'
  /** `context.LastError.Message`. */
  readonly message: string
  /** In a few words, for the answer's rule: `no Authorization field`. */
  readonly why: string
}

/** The refusal that follows, with the code and the message that the document has for it. */
export const tokenError = (element: PolicyElement, exchange: GatewayExchange, failure: TokenFailure): PolicyError => {
  const own = attributeText(element, 'failed-validation-error-message', exchange)
  return new PolicyError(element, {
    reason: failure.reason,
    message: failure.message,
    status: attributeNumber(element, 'failed-validation-httpcode', exchange, 401),
    // Without a message of its own the text says whether a token was there, and no more.
    told: own ?? (failure.reason === 'TokenNotPresent' ? failure.message : 'Invalid JWT.'),
    why: failure.why,
  })
}
