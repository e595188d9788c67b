import type { GatewayExchange } from './exchange.ts'

/** Where the backend's own address ends and the operation's path begins, put together anew. */
export const joinedUrl = (base: string, rest: string, search: string): URL | null => {
  const url = URL.parse(base)
  if (!url) return null
  const root = url.pathname.replace(/\/+$/, '')
  url.pathname = `${root}${rest.startsWith('/') || rest === '' ? '' : '/'}${rest}` || '/'
  url.search = search
  return url
}

/** The path of the request by now without the backend's own: `/deployments/gpt-4o/chat/completions`. */
export const pathBehind = ({ request, backend, settings }: GatewayExchange): string => {
  const base = URL.parse(backend.url ?? settings.api.serviceUrl)
  const root = base?.pathname.replace(/\/+$/, '') ?? ''
  const { pathname } = request.url
  return root !== '' && pathname.startsWith(`${root}/`) ? pathname.slice(root.length) : pathname
}

/** The backend's address by now: what a policy set, the API's own, or the one that was called. */
export const backendBase = ({ backend, settings, called }: GatewayExchange): string =>
  backend.url ?? (settings.api.serviceUrl || called.url.origin)
