import type { RequestHandler } from 'msw'
import type { Role } from '../model/scenario.ts'

/** One way to stand in front of a model: which credential it looks for, where, and what it says without it. */
export type Gateway = {
  readonly id: string
  /** One sentence. */
  readonly title: string
  /** A file of the user's: every scenario runs behind it, and results are not kept, since it may change at any time. */
  readonly own?: true
  readonly handlers: (context: GatewayContext) => RequestHandler[]
}

export type GatewayContext = {
  /** The values that are good in this run. */
  readonly credentials: { readonly of: (role: Role) => string }
  /** Who signs its tokens. */
  readonly authority: Trust
  readonly settings?: GatewaySettings
}

/** What a validator must know of an authority. */
export type Trust = {
  readonly issuer: string
  readonly openidConfigUrl: string
  readonly audience: string
}

export type GatewaySettings = {
  /** `apim-subscription-key`: the field that carries the subscription key. Default `api-key`. */
  readonly subscriptionKeyField?: string
  /**
   * `azure-openai`: what happens to a valid key beside a token that is not valid. Default `key-wins`. Microsoft does
   * not document it; for `key-wins` speaks that SDK versions which sent the key in `api-key` and, as if it were a
   * token, in `Authorization` as well, were let in. Not confirmed against the service: `refuse` shows the other world.
   */
  readonly badTokenBesideKey?: 'key-wins' | 'refuse'
}
