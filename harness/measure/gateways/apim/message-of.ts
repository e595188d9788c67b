import type { GatewayExchange, RequestMessage, ResponseMessage } from './exchange.ts'

/**
 * What a policy of this section changes: the request until it is forwarded, the answer from then on.
 * https://learn.microsoft.com/azure/api-management/set-header-policy
 */
export const messageOf = ({ section, request, response }: GatewayExchange): RequestMessage | ResponseMessage | null =>
  section === 'inbound' || section === 'backend' ? request : response
