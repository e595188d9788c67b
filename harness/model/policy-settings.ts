import type { Said } from './gateway-rules.ts'
import type { Spot } from './spot.ts'

/** What a policy document does not say of the gateway that it is for: `policy.settings.json` beside it. */
export type PolicySettings = {
  /** `{{name}}` → value. */
  readonly namedValues: Readonly<Record<string, string>>
  readonly subscription: {
    /** Default true. Off: the API asks for no subscription key. */
    readonly required: boolean
    /** Default `Ocp-Apim-Subscription-Key`. `asSdk`: the field in which the SDK sends its API key, and this one where nobody says which. */
    readonly header: string | { readonly asSdk: string }
    /** Default `subscription-key`. */
    readonly query: string
    /** The roles of the credentials that are active subscriptions. Default `subscription-key` and `api-key`. */
    readonly credentials: readonly string[]
    readonly id: string
    readonly name: string
    /** Where it is read that a key is asked for. */
    readonly askedAt: Spot
  }
  /** Null: the API is asked without a product. */
  readonly product: { readonly id: string; readonly name: string } | null
  readonly user: {
    readonly id: string
    readonly email: string
    readonly firstName: string
    readonly lastName: string
    readonly groups: readonly string[]
  } | null
  readonly api: {
    readonly id: string
    readonly name: string
    readonly path: string
    readonly serviceUrl: string
    readonly version: string | null
    readonly revision: string
  }
  /** Null: told from the request, by its method and path. `urlTemplate`: `/deployments/{deployment-id}/chat/completions`. */
  readonly operations: readonly {
    readonly id: string
    readonly name: string
    readonly method: string
    readonly urlTemplate: string
  }[]
  /** Where no operations are declared: every path is one, or those alone that the API behind it has. */
  readonly paths: 'any' | 'backend'
  /** How rates are counted: the classic tiers look back over a window that slides, the v2 tiers fill a bucket. */
  readonly rateLimits: 'sliding-window' | 'token-bucket'
  readonly deployment: { readonly region: string; readonly serviceName: string; readonly gatewayId: string }
  /** The caller's address. Default 127.0.0.1, as it is. */
  readonly ipAddress: string
  /** `backend-id` → its URL. */
  readonly backends: Readonly<Record<string, { readonly url: string }>>
  /** What stands behind. Default `model`: any model's API, which lets in whoever the document lets in. The others check the credential that arrives there. */
  readonly backend: 'model' | 'any' | 'azure-openai' | 'openai' | 'anthropic' | 'foundry'
  /**
   * What the document's tokens are: claims that the run's Entra ID token is taken to carry. Null: it is taken to carry the issuer,
   * audience and claims that the document asks for (signature, dates and place are checked in any case), since the caller would
   * have got one that is made for this gateway.
   */
  readonly tokenClaims: Readonly<Record<string, unknown>> | null
  /** What `send-request` and the like are answered, by URL (`*`: any run of characters); the first that fits. */
  readonly stubs: readonly (Said & { readonly url: string; readonly method?: string })[]
}
