import { hash } from 'node:crypto'
import { findNodeAtLocation, type Node } from 'jsonc-parser'
import type { z } from 'zod'
import { type Fault, placeAt, UserError } from '../../errors.ts'
import { readJsonTree } from '../../json-tree.ts'
import { type Exchange, MAX_TEXT_BYTES, type RawBody, type RawHeader } from '../../model/capture.ts'
import type { Recording } from '../../model/recording.ts'
import { harRequestsSchema } from './har-schema.ts'

type Log = z.output<typeof harRequestsSchema>['log']
type Request = Log['entries'][number]['request']

/**
 * The requests of an HTTP Archive.
 * @param file its path as messages and reports name it
 * @throws UserError `recording/invalid` with every fault, each at its line; none of them shows what stands there, since that
 * may be a credential
 */
export const readRecording = (text: string, file: string): Recording => {
  const { creator, browser, entries } = logOf(text.replace(/^\uFEFF/, ' '), file)
  const exchanges = entries.flatMap(({ request, response }) => exchangeOf(request, response.status))
  const by = browser ?? creator
  return {
    file,
    recordedBy: by ? [by.name, by.version].filter(Boolean).join(' ') : null,
    exchanges,
    leftOut: entries.length - exchanges.length,
  }
}

/** Positions cost more than reading: they are looked for when something is wrong. */
const logOf = (text: string, file: string): Log => {
  const read = harRequestsSchema.safeParse(parsed(text))
  if (read.success) return read.data.log
  const { tree, slips } = readJsonTree(text, { disallowComments: true })
  const at = (offset: number): string => placeAt(file, text, offset)
  throw new UserError(
    'recording/invalid',
    slips.length > 0 || !tree
      ? slips.slice(0, MOST_FAULTS).map(({ name, offset }) => ({
          what: `Not valid JSON (${name}).`,
          where: at(offset),
          hint: EXPECTED,
        }))
      : read.error.issues.slice(0, MOST_FAULTS).map((issue) => faultOf(issue, tree, at)),
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One slip in a recorder makes thousands of faults. */
const MOST_FAULTS = 10
const EXPECTED = 'Expected an HTTP Archive (HAR 1.2), as browsers and proxies save it.'

const faultOf = ({ path, message }: z.core.$ZodIssue, tree: Node, at: (offset: number) => string): Fault => {
  const steps = path.map((step) => (typeof step === 'number' ? step : String(step)))
  const node = findNodeAtLocation(tree, steps)
  const name = steps.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    '',
  )
  const place = name.replace(/^\./, '') || 'The file'
  const expected = message.replace(/^(?:Invalid input|Too small): expected /, '').replace(/, received .*$/, '')
  return {
    what: node ? `${place} does not fit.` : `${place} is missing.`,
    where: at((node ?? nearest(tree, steps)).offset),
    hint: `Expected ${expected}. ${EXPECTED}`,
  }
}

/** The value at `path`, or the innermost one around it when it is absent. */
const nearest = (tree: Node, path: readonly (string | number)[]): Node =>
  findNodeAtLocation(tree, [...path]) ?? (path.length > 0 ? nearest(tree, path.slice(0, -1)) : tree)

/** Scheme, who is addressed, and the rest as it stands: nothing is decoded or put in order. */
const ADDRESS = /^(https?|wss?):\/\/([^/?#]+)([^#]*)/i

const exchangeOf = (request: Request, status: number): readonly Exchange[] => {
  const [, scheme, authority, target] = ADDRESS.exec(request.url) ?? []
  if (scheme === undefined || authority === undefined) return []
  return [
    {
      method: request.method,
      ...whereTo(scheme.toLowerCase(), authority.replace(/^.*@/, '').toLowerCase()),
      target: target?.startsWith('/') ? target : `/${target ?? ''}`,
      headers: headersOf(request),
      body: bodyOf(request),
      answered: { status, by: 'recorded' },
    },
  ]
}

/** What `show --har` calls the harness's own listeners. */
const OWN = ['gateway', 'other-origin', 'other-port'] as const
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/

/** A port of this machine is a gateway like the harness's own: which one it was says nothing. */
const whereTo = (scheme: string, host: string): Pick<Exchange, 'origin' | 'secure' | 'host'> => {
  const own = LOOPBACK.test(host) ? 'gateway' : OWN.find((name) => name === host)
  if (own === undefined) return { origin: 'gateway', host: `${scheme}://${host}` }
  return { origin: own, ...(/s$/.test(scheme) ? { secure: true as const } : {}) }
}

/** Chrome has the pseudo fields of HTTP/2 among the others; some recorders have cookies beside the fields alone. */
const headersOf = ({ headers, cookies }: Request): readonly RawHeader[] => {
  const fields = headers.flatMap(({ name, value }): readonly RawHeader[] =>
    name.startsWith(':') ? [] : [[name, value]],
  )
  const jar = (cookies ?? []).map(({ name, value }) => `${name}=${value}`).join('; ')
  return jar === '' || fields.some(([name]) => name.toLowerCase() === 'cookie') ? fields : [...fields, ['cookie', jar]]
}

const bodyOf = ({ postData }: Request): RawBody => {
  const text = postData?.text ?? paramsText(postData?.params ?? [])
  const bytes = postData?.encoding === 'base64' ? Buffer.from(text, 'base64') : Buffer.from(text)
  const whole = bytes.toString()
  const isText = bytes.length <= MAX_TEXT_BYTES && Buffer.from(whole).equals(bytes)
  return isText
    ? { bytes: bytes.length, text: whole }
    : { bytes: bytes.length, text: null, sha256: hash('sha256', bytes) }
}

const paramsText = (params: readonly { readonly name: string; readonly value?: string | null | undefined }[]): string =>
  params.map(({ name, value }) => `${name}=${value ?? ''}`).join('&')
