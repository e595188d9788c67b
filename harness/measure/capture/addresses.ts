import type { Exchange } from '../../model/capture.ts'
import type { OpenCell } from './cells.ts'
import type { Places } from './interlude.ts'

export const ORIGINS = ['gateway', 'other-origin', 'other-port'] as const satisfies readonly Exchange['origin'][]

/** Where a cell is; neither has a slash at its end. */
export type CellAddress = { readonly url: string; readonly otherOriginUrl: string }

export type Addresses = {
  /** Scheme and authority of where a request arrived. */
  readonly originOf: (exchange: Pick<Exchange, 'host' | 'origin' | 'secure'>) => string
  /** Which of the origins this authority is; undefined: none. */
  readonly originAt: (authority: string) => Exchange['origin'] | undefined
  /** Where a redirect of this request may lead to, of a cell that lies below this path. */
  readonly placesFrom: (exchange: Pick<Exchange, 'host' | 'origin' | 'secure'>, below: string) => Places
  readonly of: (cell: Pick<OpenCell, 'key' | 'at' | 'scheme'>) => CellAddress
}

/** The addresses of the harness's own ports of loopback. */
export const addressesAt = (ports: Readonly<Record<Exchange['origin'], number>>): Addresses => {
  const authorities: Readonly<Record<Exchange['origin'], string>> = {
    gateway: `127.0.0.1:${ports.gateway}`,
    // Another host by name, not another port alone: some clients compare nothing else before they hand a credential on.
    'other-origin': `localhost:${ports['other-origin']}`,
    'other-port': `127.0.0.1:${ports['other-port']}`,
  }
  const originOf: Addresses['originOf'] = ({ host, origin, secure }) =>
    host ?? `${secure ? 'https' : 'http'}://${authorities[origin]}`
  return {
    originOf,
    originAt: (authority) => ORIGINS.find((one) => authorities[one] === authority),
    placesFrom: (exchange, below) => {
      const own = exchange.host === undefined ? below : ''
      const elsewhere = (origin: Exchange['origin']): string =>
        originOf({ origin, ...(exchange.secure ? { secure: true } : {}) }) + below
      return {
        'same-origin': originOf(exchange) + own,
        relative: own,
        'other-port': elsewhere('other-port'),
        'other-origin': elsewhere('other-origin'),
        http: originOf(exchange).replace(/^https:/, 'http:') + own,
      }
    },
    of: (cell) => {
      const at = cell.scheme ? { secure: true as const } : {}
      return {
        url: originOf({ origin: 'gateway', ...at }) + pathOf(cell),
        otherOriginUrl: originOf({ origin: 'other-origin', ...at }) + pathOf(cell),
      }
    },
  }
}

/** The path below which a cell lies. */
export const pathOf = ({ key, at }: Pick<OpenCell, 'key' | 'at'>): string => (at === 'root' ? '' : `/c/${key}`)
