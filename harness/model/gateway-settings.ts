/** What differs from one gateway of a kind to the next. Where nobody documents what a service does, the doubt stands here. */
export type GatewaySettings = {
  /**
   * `apim-subscription-key`: the field that carries the subscription key. Default: the one in which the SDK's own client
   * sends its API key, since teams set API Management up so to leave the SDK as it is. API Management's own default is
   * `Ocp-Apim-Subscription-Key`.
   */
  readonly subscriptionKeyField?: string
  /**
   * `azure-openai`, `foundry`, `anthropic`: what happens to a valid key beside a token that is not valid. Default
   * `key-wins`. Neither Microsoft nor Anthropic documents it; for `key-wins` speaks that SDK versions which sent the key
   * in its own field and, as if it were a token, in `Authorization` as well, were let in. Not confirmed against the
   * services: `refuse` shows the other world.
   */
  readonly badTokenBesideKey?: 'key-wins' | 'refuse'
  /**
   * `anthropic`: is an API key taken as `Authorization: Bearer` too? Default `yes`. Its reference names `x-api-key` alone;
   * for `yes` speaks that its own SDKs send the key so since npm 1.0.0 and PyPI 2.0.0. Not confirmed against the service.
   */
  readonly keyAsBearer?: 'yes' | 'no'
  /**
   * `apim-*`: what stands behind. `model`: a model's API, whose operations are known, and any other path is 404; `any`: an API
   * that nobody knows, where every path is one. Default `model`; `any` for a package without a family.
   */
  readonly backend?: 'model' | 'any'
}
