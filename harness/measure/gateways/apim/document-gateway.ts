import type { RequestHandler } from 'msw'
import type { GatewayFacts } from '../../../model/gateway-facts.ts'
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
 * A policy document as a gateway.
 * @param facts its `digest` is of all its files and settings: results are kept as long as it stays
 */
export const documentGateway = (
  facts: GatewayFacts,
  document: PolicyDocument,
  settings: PolicySettings,
  now: () => Date,
): TracingGateway => ({
  ...facts,
  handlers: (context) => documentHandlers(document, settings, context, { now }),
  traced: (context, onTrace) => documentHandlers(document, settings, context, { now, onTrace }),
})
