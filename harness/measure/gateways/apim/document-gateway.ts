import type { RequestHandler } from 'msw'
import type { PolicyDocument } from '../../../model/policy-document.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import type { Gateway, GatewayContext } from '../gateway.ts'
import { documentHandlers, type Told } from './run-document.ts'

/** A gateway that can tell of each request which policies looked at it. */
export type TracingGateway = Gateway & {
  readonly traced: (context: GatewayContext, onTrace: (told: Told) => void) => RequestHandler[]
}

export const isTracing = (gateway: Gateway): gateway is TracingGateway => 'traced' in gateway

/**
 * A policy document as one of the user's own gateways.
 * @param digest of all its files and settings: results are kept as long as it stays
 */
export const documentGateway = (
  { id, where, digest }: { readonly id: string; readonly where: string; readonly digest: string },
  document: PolicyDocument,
  settings: PolicySettings,
  now: () => Date,
): TracingGateway => ({
  id,
  title: `Your own gateway: ${where}.`,
  own: true,
  digest,
  handlers: (context) => documentHandlers(document, settings, context, { now }),
  traced: (context, onTrace) => documentHandlers(document, settings, context, { now, onTrace }),
})
