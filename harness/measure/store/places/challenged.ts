import { StoreTrouble } from '../../../model/store.ts'
import { isSafe } from './is-safe.ts'
import { asked, bytesIn, type Send } from './request.ts'

/** A name and a password, or a token in its place, as `docker login` takes them; null: whatever anybody gets. */
export type Login = { readonly user: string; readonly password: string } | null

/**
 * A client that does as a registry asks: shows the login itself, or fetches a token for it where the registry says.
 * https://distribution.github.io/distribution/spec/auth/token/
 */
export const challenged = (send: Send, login: Login): Send => {
  let authorization: string | null = null
  const sent: Send = (address, options) =>
    send(address, {
      ...options,
      headers: { ...options.headers, ...(authorization === null ? {} : { authorization }) },
    })
  return async (address, options) => {
    const first = await sent(address, options)
    const challenge = first.status === 401 ? first.headers.get('www-authenticate') : null
    const next = challenge && (await answerTo(challenge, login, send))
    if (!next || next === authorization) return first
    await first.body?.cancel()
    authorization = next
    return sent(address, options)
  }
}

/** What to show next; null: nothing can be done. */
const answerTo = async (challenge: string, login: Login, send: Send): Promise<string | null> => {
  const basic = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`
  const [, scheme = '', rest = ''] = /^\s*(\w+)\s*(.*)$/su.exec(challenge) ?? []
  if (scheme.toLowerCase() === 'basic') return basic
  const {
    realm = '',
    service,
    scope,
  } = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
  if (scheme.toLowerCase() !== 'bearer' || !URL.canParse(realm)) return null
  const address = new URL(realm)
  // Where the registry sends us gets the login.
  if (!isSafe(address)) throw new StoreTrouble('it sends for a token over plain http')
  if (service) address.searchParams.set('service', service)
  if (scope) address.searchParams.set('scope', scope)
  const headers = basic ? { authorization: basic } : {}
  const bytes = await bytesIn(await asked(send, address.href, { method: 'GET', headers }))
  const token = bytes && tokenIn(Buffer.from(bytes).toString())
  if (!token) throw new StoreTrouble('it sends for a token, and none is there')
  return `Bearer ${token}`
}

const tokenIn = (text: string): string | null => {
  try {
    const { token, access_token: other } = JSON.parse(text)
    return typeof token === 'string' ? token : typeof other === 'string' ? other : null
  } catch {
    return null
  }
}
