import { isTooDeep } from '../../json-tree.ts'
import { type BodyDigest, DIGEST_FORMS } from '../../model/body-digest.ts'
import type { Exchange, MaskedCapture, Outcome } from '../../model/capture.ts'
import type { ScenarioResult, WireExchange } from '../../model/report.ts'
import { type FieldFacts, neutralise } from './chance.ts'
import { timeOutText, waitText } from './waits.ts'

/** What normalising must know of the measurement. */
export type NormaliseFacts = Pick<FieldFacts, 'version' | 'today'>

/**
 * What was kept without secrets, without chance too: what varies between two runs of the same program is replaced by a fixed
 * word. Nothing is reordered and nothing is dropped. Kept captures are read by this anew each time.
 */
export const normaliseCapture = (capture: MaskedCapture, facts: NormaliseFacts): ScenarioResult => {
  const cell = { id: capture.scenario, gateway: capture.gateway }
  const text = (value: string): string => neutralise(value, { ...facts, field: 'error', bodyBytes: -1 })
  switch (capture.status) {
    case 'measured':
      return {
        ...cell,
        status: 'measured',
        ...(capture.inferred ? { inferred: capture.inferred } : {}),
        outcome: normaliseOutcome(capture.outcome, text),
        ...(capture.calls ? { calls: capture.calls.map((outcome) => normaliseOutcome(outcome, text)) } : {}),
        exchanges: capture.exchanges.map((exchange) => normaliseExchange(exchange, facts)),
        ...(capture.late === undefined ? {} : { late: capture.late }),
      }
    case 'unsupported': {
      const { status, saidBy, inferred } = capture
      return {
        ...cell,
        status,
        ...(inferred ? { inferred } : {}),
        reason: text(capture.reason),
        ...(saidBy ? { saidBy } : {}),
      }
    }
    case 'timeout':
    case 'crashed':
      return { ...cell, status: capture.status, reason: text(capture.reason) }
    case 'too-many-requests':
    case 'malformed-request':
      return { ...cell, status: capture.status, requests: capture.requests, reason: capture.reason }
  }
}

const normaliseOutcome = (outcome: Outcome, text: (value: string) => string): Outcome =>
  outcome.kind === 'error'
    ? { ...outcome, name: text(outcome.name), message: text(outcome.message) }
    : outcome.kind === 'egress'
      ? { ...outcome, host: text(outcome.host) }
      : outcome

const normaliseExchange = (exchange: Exchange, facts: NormaliseFacts): WireExchange => {
  const clean = (field: string, value: string): string =>
    neutralise(value, { ...facts, field, bodyBytes: exchange.body.bytes })
  const origin = exchange.host ?? `${exchange.secure ? 'https' : 'http'}://${exchange.origin}`
  // What is no path (`*`, or no HTTP at all) would be a part of the host.
  const path = /^(?:[/?]|$)/.test(exchange.target) ? '' : '/'
  return {
    request: {
      method: exchange.method,
      url: `${origin}${path}${clean('url', exchange.target)}`,
      headers: exchange.headers.map(([name, value]) => {
        const field = name.toLowerCase()
        const said = clean(field, withoutDigest(value, exchange.digests?.[field]))
        return [name, HOSTS.includes(field) ? said.replace('gateway', exchange.origin) : said] as const
      }),
      ...normaliseBody(exchange, clean),
      ...(exchange.isMeant ? { isMeant: exchange.isMeant } : {}),
      ...(exchange.addsTls ? { addsTls: exchange.addsTls } : {}),
      ...(exchange.via ? { via: exchange.via } : {}),
      ...(exchange.certificate ? { certificate: exchange.certificate } : {}),
    },
    response: exchange.answered,
    ...(exchange.waited ? { waited: waitText(exchange.waited) } : {}),
    ...(exchange.gaveUpAfterMs === undefined ? {} : { gaveUpAfter: timeOutText(exchange.gaveUpAfterMs) }),
  }
}

/** It follows from the body, which is compared itself. */
const withoutDigest = (value: string, digest: BodyDigest | undefined): string => {
  const form = DIGEST_FORMS.find(([name]) => name === digest)?.[1]
  return form ? value.replace(form, `‹${digest} of the body›`) : value
}

/** The gateway's own address, by HTTP/1.1 and by HTTP/2. */
const HOSTS: readonly string[] = ['host', ':authority']

type Body = Pick<WireExchange['request'], 'body' | 'written' | 'coding'>

const normaliseBody = (exchange: Exchange, clean: (field: string, value: string) => string): Body => {
  const { coding } = exchange.body
  if (coding === undefined) return normaliseContent(exchange, clean)
  const content = normaliseContent(exchange, clean)
  return { ...content, coding: 'undone' in coding ? { undone: coding.undone } : coding }
}

const normaliseContent = ({ body, headers }: Exchange, clean: (field: string, value: string) => string): Body => {
  const bytes = body.coding && 'undone' in body.coding ? body.coding.bytes : body.bytes
  if (bytes === 0) return { body: null }
  if (body.text === null) return { body: { bytes, sha256: body.sha256 } }
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const text = clean('body', withoutBoundaries(body.text, type))
  if (!/\bjson\b/i.test(type) || isTooDeep(text)) return { body: text }
  try {
    const written = writtenAs(text)
    return { body: JSON.parse(text), ...(written ? { written } : {}) }
  } catch {
    // Said to be JSON and is not: the text itself is what left the process.
    return { body: text }
  }
}

/** What of a JSON text its value does not tell; empty: it is as short as can be. Whoever signs the bytes sees it. */
const writtenAs = (json: string): string => {
  const spaces = /\s/.test(json.replace(/"(?:[^"\\]|\\.)*"/gs, '""')) ? ['spaces'] : []
  // Of a character beyond ASCII, which needs none.
  const escapes = /(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-f]{4}/i.test(json) ? ['escapes'] : []
  const found = [...spaces, ...escapes]
  return found.length > 0 ? `with ${found.join(' and ')}` : ''
}

/**
 * A form's boundary is drawn by chance, also where the caller's own `content-type` says another, or none: then what separates
 * the parts is known by how they begin.
 */
const withoutBoundaries = (text: string, type: string): string => {
  const said = /boundary="?([^";]+)/i.exec(type)?.[1]
  const used = /^--([^\r\n]{1,70})\r\ncontent-[a-z]+: /i.exec(text)?.[1]
  const known = said ? text.replaceAll(said, '‹boundary›') : text
  if (used === undefined || used === said) return known
  return known.replaceAll(used, said ? '‹another boundary›' : '‹boundary›')
}
