import type { RunResult, WireCoding, WireExchange } from '../../../model/report.ts'
import { bodyText } from '../../words/body-text.ts'
import { codingText } from '../../words/coding-text.ts'
import { exchangeRemarks } from '../../words/exchange-remarks.ts'
import { httpVersion } from '../../words/http-version.ts'
import { jsonText } from '../../words/in-sight.ts'
import { inferredFrom } from '../../words/inferred-from.ts'

export type HarOptions = {
  readonly toolVersion: string
  /** When the run was started (ISO 8601): no exchange has a time of its own. */
  readonly startedAt: string
}

type Named = { readonly name: string; readonly value: string }

/**
 * What was captured as an HTTP Archive (http://www.softwareishard.com/blog/har-12-spec/): a page for each scenario behind
 * each gateway, its requests in the order of the wire, credentials as their roles. What the format wants and nobody
 * measured (times, the answers' fields and contents, sizes on the wire) is 0, empty or -1, and says so in a comment.
 */
export const har = (runs: readonly RunResult[], { toolVersion, startedAt }: HarOptions): string => {
  const pages = runs.flatMap((run) =>
    run.scenarios.flatMap((result) =>
      result.status === 'measured'
        ? [
            {
              title: `${run.sdk} ${run.version}: ${result.id} behind ${result.gateway}`,
              inferred: inferredFrom(result),
              exchanges: result.exchanges,
            },
          ]
        : [],
    ),
  )
  const log = {
    version: '1.2',
    creator: { name: 'sdkdrift', version: toolVersion },
    pages: pages.map(({ title, inferred }, index) => ({
      startedDateTime: startedAt,
      id: idOf(index),
      title,
      pageTimings: {},
      comment: ['startedDateTime is that of the run.', ...(inferred ? [`${inferred}.`] : [])].join(' '),
    })),
    entries: pages.flatMap(({ exchanges }, index) => exchanges.map((one) => entryOf(one, idOf(index), startedAt))),
    comment: 'Credentials stand as their roles (‹api-key›), what differs from run to run as a word for it (‹uuid›).',
  }
  return `${jsonText({ log })}\n`
}

const idOf = (index: number): string => `page_${index + 1}`

const entryOf = (exchange: WireExchange, pageref: string, startedDateTime: string) => {
  const { request, response } = exchange
  const headers = request.headers.map(([name, value]): Named => ({ name, value }))
  const text = bodyText(request.body)
  const remarks = exchangeRemarks(exchange)
  return {
    pageref,
    startedDateTime,
    time: 0,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: httpVersion(request),
      cookies: cookiesIn(headers),
      headers,
      queryString: queryOf(request.url),
      ...(text === null ? {} : { postData: postDataOf(headers, text, request.coding) }),
      headersSize: -1,
      bodySize: text === null ? 0 : -1,
    },
    response: {
      status: response.status,
      statusText: '',
      httpVersion: httpVersion(request),
      cookies: [],
      headers: [],
      content: { size: -1, mimeType: '', comment: 'Not kept.' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      comment: `Answered by ${response.by}.`,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0, comment: 'Not measured.' },
    ...(remarks.length > 0 ? { comment: remarks.join(' ') } : {}),
  }
}

const postDataOf = (
  headers: readonly Named[],
  { text, exact }: NonNullable<ReturnType<typeof bodyText>>,
  coding: WireCoding | undefined,
) => {
  const remarks = [
    ...(coding ? [`It ${codingText(coding)}.`] : []),
    ...(exact ? [] : ['The value that was sent; blanks and the order of escapes may have been others.']),
  ]
  return {
    mimeType: headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '',
    text,
    ...(remarks.length > 0 ? { comment: remarks.join(' ') } : {}),
  }
}

const cookiesIn = (headers: readonly Named[]): readonly Named[] =>
  headers
    .filter(({ name }) => name.toLowerCase() === 'cookie')
    .flatMap(({ value }) => value.split(/;\s*/))
    .filter((pair) => pair !== '')
    .map((pair) => split(pair))

const queryOf = (url: string): readonly Named[] => {
  const query = url.split('?').slice(1).join('?')
  return query === '' ? [] : query.split('&').map((pair) => split(pair))
}

/** `a=b` as it stands: nothing is decoded, so that a role stays one. */
const split = (pair: string): Named => {
  const at = pair.indexOf('=')
  return at < 0 ? { name: pair, value: '' } : { name: pair.slice(0, at), value: pair.slice(at + 1) }
}
