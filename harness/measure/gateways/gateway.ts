import type { RequestHandler } from 'msw'
import type { GatewayFacts } from '../../model/gateway-facts.ts'
import type { RuleAnswer } from '../../model/gateway-rules.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import type { Asked } from './every-request.ts'

/** One way to stand in front of a model: which credential it looks for, where, and what it says without it. */
export type Gateway = GatewayFacts & {
  readonly handlers: (context: GatewayContext) => RequestHandler[]
}

export type GatewayContext = {
  /** The values that are good in this run. */
  readonly credentials: {
    readonly of: (role: string) => string
    /** All that there are: the usual ones, and the user's own. */
    readonly roles: readonly string[]
  }
  /** Who signs its tokens. */
  readonly authority: Trust
  readonly settings?: GatewaySettings
  /** What the API of the SDK that is measured says, where its family says so. Default: what a model's would. */
  readonly answers?: readonly RuleAnswer[]
}

/** What a validator must know of an authority. */
export type Trust = {
  readonly issuer: string
  readonly openidConfigUrl: string
  readonly audience: string
  /** The time by which tokens are checked, and one that was verified stays good. Absent: the time of day, each time anew. */
  readonly now?: () => Date
}

/** One rule of a gateway: a refusal, or null to let the request go on to the next. */
export type Policy = (request: Asked) => Response | null | Promise<Response | null>
