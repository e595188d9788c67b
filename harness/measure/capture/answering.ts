import type { getResponse, RequestHandler } from 'msw'
import { isOneOf } from '../../model/host-pattern.ts'
import { certificateRefusal } from '../gateways/certificate-refusal.ts'
import type { Sent } from './answers-alike.ts'
import { askHandlers } from './ask-handlers.ts'
import { orFault } from './or-fault.ts'

/** What answers a cell. */
export type Answering = {
  readonly answering: readonly RequestHandler[]
  /** What answers before at these hosts. */
  readonly tokens: readonly RequestHandler[]
  readonly tokenHosts: readonly string[]
}

export const NOBODY: Answering = { answering: [], tokens: [], tokenHosts: [] }

/** @param tokenEndpoints made anew for each cell whose client asks for tokens at some host */
export const answeringBy = (
  answering: readonly RequestHandler[],
  tokenHosts: readonly string[],
  tokenEndpoints: () => RequestHandler[],
): Answering => ({ answering, tokenHosts, tokens: tokenHosts.length > 0 ? tokenEndpoints() : [] })

/** @param origin scheme and authority of where it arrived */
export const gatewaySays = (
  ask: typeof getResponse,
  { answering, tokens, tokenHosts }: Answering,
  origin: string,
  sent: Sent,
  bytes: Buffer,
): Promise<Response> =>
  orFault(() => {
    const isTokens = sent.host !== undefined && isOneOf(new URL(sent.host).hostname, tokenHosts)
    const refusal = isTokens ? certificateRefusal(sent, bytes) : null
    return (
      refusal ?? askHandlers(ask, isTokens ? [...tokens, ...answering] : answering, origin + sent.target, sent, bytes)
    )
  })
