import type { PolicyElement } from '../../../model/policy-document.ts'
import type { GatewayExchange } from './exchange.ts'

/** Tells what a policy did with this request. */
export const trace = (exchange: GatewayExchange, { spot, name }: PolicyElement, did: string): void => {
  exchange.traces.push({ spot, policy: name, did })
}
