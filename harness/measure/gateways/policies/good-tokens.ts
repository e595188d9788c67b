import { hash } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { Trust } from '../gateway.ts'

/** More than a run mints; a client that makes up tokens has none of them here, since they are no good ones. */
const MOST = 1000

/**
 * Tokens of an authority that were verified, each by its digest and for as long as it says itself: nothing else about one can
 * change, and a signature costs more than all else that a gateway does.
 */
export const goodTokens = ({ now }: Pick<Trust, 'now'>) => {
  const lives = new Map<string, Life>()
  return {
    add: (token: string, { nbf = 0, exp }: JWTPayload): void => {
      if (exp === undefined) return
      if (lives.size >= MOST) lives.clear()
      lives.set(digest(token), { nbf, exp })
    },
    has: (token: string): boolean => {
      if (!now) return false
      const life = lives.get(digest(token))
      const seconds = Math.floor(now().getTime() / 1000)
      return life !== undefined && life.nbf <= seconds && seconds < life.exp
    },
  }
}

/** In seconds since 1970: RFC 7519, sections 4.1.4 and 4.1.5. */
type Life = { readonly nbf: number; readonly exp: number }

const digest = (token: string): string => hash('sha256', token, 'base64')
