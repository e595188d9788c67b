/** An address without what may be secret in it: user, password, query. */
export const cleanAddress = (url: string): string => {
  const parsed = URL.parse(url)
  // What is no address is not shown either: it may be a credential in the wrong place.
  return parsed ? `${parsed.protocol}//${parsed.host}${parsed.pathname}` : 'an address that is none'
}

/** Host and port of an address; undefined when it is none. */
export const hostOf = (address: unknown): string | undefined =>
  typeof address === 'string' ? URL.parse(address)?.host : undefined

/** The address and, when it carries user and password, the header that says them instead. */
export const splitCredentials = (
  url: string,
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } => {
  const parsed = new URL(url)
  const pair = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`
  const headers = pair === ':' ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
  parsed.username = ''
  parsed.password = ''
  return { url: parsed.href, headers }
}
