import type { RequestSent, WireExchange } from '../../model/report.ts'
import { credentialsIn } from './credentials-in.ts'

/** A request in short. */
export const sentIn = (exchange: WireExchange): RequestSent => ({
  method: exchange.request.method,
  url: exchange.request.url,
  credentials: credentialsIn(exchange).map(({ name, value }) => ({ name, value })),
})
