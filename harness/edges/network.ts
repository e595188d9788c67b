import { z } from 'zod'
import { codeOf } from './disk-trouble.ts'
import { isPassingStatus, RETRY, retryAfterMs, retrying, type Tried } from './retry.ts'

/** What an HTTP GET came to. Never thrown: an answer that is no use is an answer too. */
export type Answer =
  | {
      readonly kind: 'ok'
      readonly body: string
      /** Media type without parameters, lower case; '' when none was given. */
      readonly type: string
      readonly etag: string | null
      readonly lastModified: string | null
      /** When it was sent by the server's clock (ISO 8601), as its `Date` and `Age` say; null: they do not. */
      readonly sentAt?: string | null
    }
  | { readonly kind: 'not-modified' }
  | {
      readonly kind: 'status'
      readonly status: number
      /** Milliseconds that it asks to be left alone. */
      readonly retryAfterMs?: number
    }
  /** `why` is in words and holds neither address nor credentials. */
  | {
      readonly kind: 'unreachable'
      readonly why: string
      /** Nobody was there at all. */
      readonly absent?: true
    }

export type GetOptions = {
  readonly headers: Readonly<Record<string, string>>
  /** npm's settings (registry, credentials by host, proxy, certificates) as `@npmcli/config` flattens them. */
  readonly npm?: Readonly<Record<string, unknown>>
  /** Milliseconds until the answer begins, all attempts together. Default 10 000. */
  readonly timeoutMs?: number
  /** Attempts all in all, while the failure is one that may pass. Default 4. */
  readonly tries?: number
  /** The same where nobody is there at all: a machine without a network need not wait for what it has. Default: as many. */
  readonly triesInVain?: number
  /** `latin1`: one character a byte, for what is no text. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1'
}

export type Get = (url: string, options: GetOptions) => Promise<Answer>

/** Milliseconds for the body once the answer began: a packument has megabytes, and lines may be slow. */
const BODY_MS = 60_000

/** Proxies (`HTTPS_PROXY`, `NO_PROXY`, npm's own settings) and certificates are honoured as npm does. */
export const httpGet: Get = (url, options) => {
  const { timeoutMs = RETRY.withinMs, tries = RETRY.tries, triesInVain = tries } = options
  const deadline = AbortSignal.timeout(timeoutMs)
  let inVain = 0
  const judge = (answer: Answer): Tried => {
    if (answer.kind === 'unreachable' && answer.absent) inVain += 1
    if (!passes(answer) || deadline.aborted || inVain >= triesInVain) return { kind: 'settled' }
    const askedMs = answer.kind === 'status' ? answer.retryAfterMs : undefined
    return { kind: 'passing', ...(askedMs === undefined ? {} : { askedMs }) }
  }
  return retrying(() => attempt(url, options, deadline), judge, { ...RETRY, tries, withinMs: timeoutMs })
}

const passes = (answer: Answer): boolean =>
  answer.kind === 'unreachable' || (answer.kind === 'status' && isPassingStatus(answer.status))

const attempt = async (
  url: string,
  { headers, npm = {}, timeoutMs = RETRY.withinMs, encoding = 'utf8' }: GetOptions,
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
      sentAt: sentAt(response.headers),
    }
  } catch (error) {
    const status = numberAt(error, 'statusCode')
    if (status !== undefined) {
      const asked = retryAfterMs(headerOf(error, 'retry-after'))
      return { kind: 'status', status, ...(asked === undefined ? {} : { retryAfterMs: asked }) }
    }
    if (deadline.aborted && timer === undefined)
      return { kind: 'unreachable', why: `no answer within ${timeoutMs / 1000} s` }
    return { kind: 'unreachable', why: reasonOf(error), ...(ABSENT.has(codeOf(error)) ? { absent: true } : {}) }
  } finally {
    clearTimeout(timer)
    deadline.removeEventListener('abort', forward)
  }
}

/** Nobody is there, or no way to them. */
const ABSENT: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])

/** A cache on the way keeps the `Date` and adds an `Age`, in seconds. https://www.rfc-editor.org/rfc/rfc9111#section-5.1 */
const sentAt = (headers: { readonly get: (name: string) => string | null }): string | null => {
  const moment = Date.parse(headers.get('date') ?? '') + 1000 * Number(headers.get('age') ?? 0)
  return Number.isNaN(moment) ? null : new Date(moment).toISOString()
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

/** The first value of a field of a refused answer; `npm-registry-fetch` hands them over as lists. */
const headerOf = (error: unknown, name: string): string | undefined => {
  if (!(error instanceof Error) || !('headers' in error)) return undefined
  const { data } = headersSchema.safeParse(error.headers)
  const value = Object.entries(data ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]
  return Array.isArray(value) ? value[0] : value
}

const headersSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const numberAt = (error: unknown, key: 'statusCode'): number | undefined =>
  error instanceof Error && key in error && typeof error[key] === 'number' ? error[key] : undefined
