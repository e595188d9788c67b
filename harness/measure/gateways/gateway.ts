import type { RequestHandler } from 'msw'
import type { GatewaySettings } from '../model/gateway-settings.ts'
import type { Role } from '../model/scenario.ts'

/** One way to stand in front of a model: which credential it looks for, where, and what it says without it. */
export type Gateway = {
  readonly id: string
  /** One sentence. */
  readonly title: string
  /** A file of the user's: every scenario runs behind it, and results are not kept, since it may change at any time. */
  readonly own?: true
  /** The families of SDKs whose API it is. None given: it stands in front of any. */
  readonly families?: readonly string[]
  /** It is the vendor's own API: what `vendor` means in a scenario's `behind`. */
  readonly vendor?: true
  /** What the user has set it to: its answers are then not those of a run that did not. */
  readonly settings?: GatewaySettings
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
