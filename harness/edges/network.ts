/** What an HTTP GET came to. Never thrown: an answer that is no use is an answer too. */
export type Answer =
  | {
      readonly kind: 'ok'
      readonly body: string
      /** Media type without parameters, lower case; '' when none was given. */
      readonly type: string
      readonly etag: string | null
      readonly lastModified: string | null
    }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'status'; readonly status: number }
  /** `why` is in words and holds neither address nor credentials. */
  | { readonly kind: 'unreachable'; readonly why: string }

export type GetOptions = {
  readonly headers: Readonly<Record<string, string>>
  /** npm's settings (registry, credentials by host, proxy, certificates) as `@npmcli/config` flattens them. */
  readonly npm?: Readonly<Record<string, unknown>>
  /** Milliseconds until the answer begins, all attempts together. Default 10 000. */
  readonly timeoutMs?: number
  /** Further attempts after a failure that may pass. Default 1. */
  readonly retries?: number
  /** `latin1`: one character a byte, for what is no text. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1'
}

export type Get = (url: string, options: GetOptions) => Promise<Answer>

/** Milliseconds for the body once the answer began: a packument has megabytes, and lines may be slow. */
const BODY_MS = 60_000
const PAUSE_MS = 150

/** Proxies (`HTTPS_PROXY`, `NO_PROXY`, npm's own settings) and certificates are honoured as npm does. */
export const httpGet: Get = async (url, options) => {
  const { timeoutMs = 10_000, retries = 1 } = options
  const deadline = AbortSignal.timeout(timeoutMs)
  for (let left = retries; ; left -= 1) {
    const answer = await attempt(url, options, deadline)
    const passing =
      answer.kind === 'unreachable' || (answer.kind === 'status' && (answer.status >= 500 || answer.status === 429))
    if (!passing || left <= 0 || deadline.aborted) return answer
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

const attempt = async (
  url: string,
  { headers, npm = {}, timeoutMs = 10_000, encoding = 'utf8' }: GetOptions,
  deadline: AbortSignal,
): Promise<Answer> => {
  // Loaded here: it is a tenth of a second that offline runs do not need.
  const { default: fetch } = await import('npm-registry-fetch')
  const body = new AbortController()
  const forward = () => body.abort()
  deadline.addEventListener('abort', forward)
  let timer: NodeJS.Timeout | undefined
  try {
    deadline.throwIfAborted()
    const response = await fetch(url, {
      ...npm,
      headers,
      userAgent: 'sdkdrift',
      // Our own cache, offline switch and attempts apply, not npm's.
      cache: null,
      offline: false,
      preferOffline: false,
      preferOnline: false,
      retry: { retries: 0 },
      signal: body.signal,
    })
    deadline.removeEventListener('abort', forward)
    if (response.status === 304) return { kind: 'not-modified' }
    timer = setTimeout(() => body.abort(), BODY_MS)
    return {
      kind: 'ok',
      body: encoding === 'utf8' ? await response.text() : Buffer.from(await response.arrayBuffer()).toString(encoding),
      type: (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    }
  } catch (error) {
    const status = numberAt(error, 'statusCode')
    if (status !== undefined) return { kind: 'status', status }
    if (deadline.aborted && timer === undefined)
      return { kind: 'unreachable', why: `no answer within ${timeoutMs / 1000} s` }
    return { kind: 'unreachable', why: reasonOf(error) }
  } finally {
    clearTimeout(timer)
    deadline.removeEventListener('abort', forward)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name could not be resolved',
  EAI_AGAIN: 'its name could not be resolved',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'the connection timed out',
  ABORT_ERR: 'the answer did not end',
}

/** Codes only: messages hold the address with everything in it. */
const reasonOf = (error: unknown): string => {
  const code =
    error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown'
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|SSL/.test(code)) return `its certificate was not accepted (${code})`
  return REASONS[code] ? `${REASONS[code]} (${code})` : `the request failed (${code})`
}

const numberAt = (error: unknown, key: 'statusCode'): number | undefined =>
  error instanceof Error && key in error && typeof error[key] === 'number' ? error[key] : undefined
