import { withoutLoopback } from '../mask/loopback.ts'
import { withoutClockNumbers } from './clock-number.ts'
import { withoutOwnVersion } from './own-version-in.ts'

/** What the rules of `CHANCE` may look at. */
export type FieldFacts = {
  /** Lower-case field name; `body`, `url` or `error` for what is no header field. */
  readonly field: string
  /** The SDK's own version; null: what sent it has none. */
  readonly version: string | null
  /** The day of the measurement (YYYY-MM-DD, UTC); null: nobody knows it. */
  readonly today: string | null
  /** Bytes of the body that the field belongs to. */
  readonly bodyBytes: number
}

type Rule = {
  readonly id: string
  /** Why this varies though nothing about the SDK changed. */
  readonly because: string
  readonly neutralise: (value: string, facts: FieldFacts) => string
}

/** A cell's part of the gateway's address, as `capture/` makes it; alone, or in an encoding of URLs. */
const CELL = /(?:\/|%2F)c(?:\/|%2F)[0-9a-f]{32}(?![0-9a-f])/gi
/** As `edges/temp-folder.ts` names them. */
const RUN_FOLDER = /(?:\/[\w.+-]+){0,64}\/sdkdrift-(?:\d+-[0-9a-f]{6}-)?[A-Za-z0-9]{6}(?![\w-])/g
/** As `date` has it (RFC 9110, section 5.6.7): some SDKs put an answer's fields into the text of an error. */
const HTTP_TIME = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b/g
/** `"trace_id": "…"`, `"parentSpanId": "…"`: sixteen bytes of a trace, eight of a span. */
const TRACE_ID = /("(?:parent[-_]?)?(?:trace|span)[-_]?id"\s*:\s*")(?:[0-9a-f]{32}|[0-9a-f]{16}|‹uuid›)(?=")/gi
/** A line that is a JSON object with a type, behind another line or before one. */
const ITEM_LENGTH = /(?<=^|\n)(\{"type":"[^"\n]*"(?:,"\w+":(?:"[^"\n]*"|\d+)){0,8}?,"length":)\d+(?=[^\n]*\}\n)/g
const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)\b/g

/**
 * What differs between two runs of the same program, in order of application. Measured too: `--noise-check` runs a
 * version twice and lists what these rows do not cover. Identifiers and the folder of the install are words before that
 * (`../mask/mask-capture.ts`).
 */
const CHANCE: readonly Rule[] = [
  {
    id: 'loopback-port',
    because: 'the gateway listens on a free port',
    neutralise: withoutLoopback,
  },
  {
    id: 'cell-address',
    because: 'each scenario has an address of its own',
    neutralise: (value) => value.replace(CELL, ''),
  },
  {
    id: 'run-folder',
    because: 'each run has a folder of its own, which goes with it',
    neutralise: (value) => (value.includes('/sdkdrift-') ? value.replace(RUN_FOLDER, '‹run folder›') : value),
  },
  {
    id: 'idempotency-key',
    because: 'made anew for each request',
    neutralise: (value, { field }) =>
      /(^|-)idempotency-key$/.test(field) && value !== '' ? '‹idempotency key›' : value,
  },
  {
    id: 'request-id',
    because:
      'a time and a number of chance, where it is no UUID (`x-api-blob-request-id: abc:1795862453824:4c0d98eff184c`)',
    neutralise: (value, { field }) =>
      /(^|-)(?:request|correlation)-id$/.test(field)
        ? value.replace(/(?<![0-9a-z])[0-9a-f]{8,}(?![0-9a-z])/gi, '‹request id›')
        : value,
  },
  {
    id: 'polling-time',
    // https://github.com/socketio/engine.io-protocol#http-long-polling
    because: 'Engine.IO puts the time into each poll’s address, so that no cache answers it',
    neutralise: (value, { field }) =>
      field === 'url' && /[?&]EIO=\d+/.test(value) ? value.replace(/([?&]t=)[\w-]+/, '$1‹time›') : value,
  },
  {
    id: 'websocket-key',
    because: 'chosen anew for each handshake (RFC 6455, section 4.1)',
    neutralise: (value, { field }) => (field === 'sec-websocket-key' ? '‹websocket key›' : value),
  },
  {
    id: 'trace',
    because: 'made anew for each request',
    neutralise: (value, { field }) =>
      /^(traceparent|tracestate|sentry-trace|baggage|b3)$/.test(field) ? '‹trace›' : value,
  },
  {
    id: 'trace-in-body',
    // https://www.w3.org/TR/trace-context/#traceparent-header-field-values
    because: 'who traces calls draws the ids of its traces and spans',
    neutralise: (value, { field }) => (field === 'body' ? value.replace(TRACE_ID, '$1‹trace id›') : value),
  },
  {
    id: 'item-length',
    // https://develop.sentry.dev/sdk/data-model/envelopes/
    because: 'before an item of an envelope stands its length, which follows from the item',
    neutralise: (value, { field }) => (field === 'body' ? value.replace(ITEM_LENGTH, '$1‹length of the item›') : value),
  },
  {
    id: 'multipart-boundary',
    because: 'made anew for each body',
    neutralise: (value, { field }) =>
      field === 'content-type' ? value.replace(/boundary=("?)[^";]+\1/i, 'boundary=‹boundary›') : value,
  },
  {
    id: 'content-length',
    because: 'follows from the body, which is compared itself',
    neutralise: (value, { field, bodyBytes }) =>
      field === 'content-length' && value === String(bodyBytes) ? '‹length of the body›' : value,
  },
  {
    id: 'own-version',
    because: 'each version names itself',
    neutralise: (value, { field, version }) => withoutOwnVersion(value, field, version),
  },
  {
    id: 'time',
    because: 'the clock goes on',
    neutralise: (value) => value.replace(ISO_TIME, '‹time›').replace(HTTP_TIME, '‹time›'),
  },
  {
    id: 'clock',
    because: 'the clock goes on: a time of the day of the measurement, as a number',
    neutralise: (value, { today }) => (today === null ? value : withoutClockNumbers(value, today)),
  },
  {
    id: 'today',
    because: 'kept results are of another day; any other day is a version of an API',
    neutralise: (value, { today }) => (value === today ? '‹date›' : value),
  },
  {
    id: 'address',
    because: 'memory is laid out anew',
    neutralise: (value) => value.replace(/\b0x[0-9a-f]{6,16}\b/gi, '‹address›'),
  },
  {
    id: 'openssl-thread',
    because: 'OpenSSL begins its errors with the thread’s id (ERR_print_errors)',
    neutralise: (value) => value.replace(/\b[0-9A-F]{8,16}(?=:error:[0-9A-F]{8}:)/g, '‹thread id›'),
  },
]

/** Applies every row of `CHANCE`. */
export const neutralise = (value: string, facts: FieldFacts): string =>
  CHANCE.reduce((text, rule) => rule.neutralise(text, facts), value)
