import type { Capture, Exchange, MaskedCapture, Outcome } from '../../model/capture.ts'
import { takenApart } from './derived.ts'
import { withoutLoopback } from './loopback.ts'
import { withoutOwnMarks } from './own-marks.ts'
import type { Redact } from './redact.ts'
import { type Clean, remembering } from './remembering.ts'

/** What masking must know of the run. */
export type MaskFacts = {
  readonly redact: Redact
  /** The folder the SDK was imported from. */
  readonly dir: string
  /** Do roles stand in it already, as in a recording? Default: no, and what is written like one is what the SDK wrote. */
  readonly hasRoles?: boolean
}

type Cleaners = { readonly clean: Clean; readonly redact: Clean }

/** By the facts that they follow: one measurement's captures share theirs. */
const cleanersOf = new WeakMap<MaskFacts, Cleaners>()

/** Also without its hyphens, as many write one that is drawn (version 4: RFC 9562, section 5.4); any other of that length may be a hash. */
const UUID =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<![0-9a-z])[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}(?![0-9a-z])/gi

/**
 * A capture that may be kept: each credential, whole or in pieces, is replaced by its role, what is computed from one taken
 * apart, and the folder of the install is a word. An identifier that chance made is one too, since it may look like a piece
 * of a key; and the gateway's address, whose port is another each time: what two versions sent alike is kept alike. What the
 * SDK itself wrote like a role is told as no role. All else is as it stood on the wire.
 */
export const maskCapture = (capture: Capture, facts: MaskFacts): MaskedCapture => {
  const cleaners = cleanersOf.get(facts) ?? makeCleaners(facts)
  cleanersOf.set(facts, cleaners)
  const { clean } = cleaners
  switch (capture.status) {
    case 'measured':
      return {
        ...capture,
        masked: true,
        outcome: maskOutcome(capture.outcome, clean),
        ...(capture.calls ? { calls: capture.calls.map((outcome) => maskOutcome(outcome, clean)) } : {}),
        exchanges: capture.exchanges.map((exchange) => maskExchange(exchange, cleaners)),
      }
    case 'unsupported':
    case 'timeout':
    case 'crashed':
      return { ...capture, masked: true, reason: clean(capture.reason) }
    case 'too-many-requests':
    case 'malformed-request':
      return { ...capture, masked: true }
  }
}

const makeCleaners = ({ redact: named, dir, hasRoles = false }: MaskFacts): Cleaners => {
  const redact: Redact = hasRoles ? named : (text, steps) => named(withoutOwnMarks(text), steps)
  const words = (clear: string): string =>
    // A cell's own address may look like an identifier, and is none.
    withoutLoopback(dir ? clear.replaceAll(dir, '‹sdk folder›') : clear).replace(UUID, '‹uuid›')
  return {
    clean: remembering((text, field) =>
      redact(text, {
        ...(field === undefined ? {} : { between: (clear) => takenApart(clear, { field }) }),
        beforePieces: words,
      }),
    ),
    redact: remembering((text) => redact(text)),
  }
}

const maskOutcome = (outcome: Outcome, clean: Clean): Outcome =>
  outcome.kind === 'error'
    ? { ...outcome, name: clean(outcome.name), message: clean(outcome.message) }
    : outcome.kind === 'egress'
      ? { ...outcome, host: clean(outcome.host) }
      : outcome

const maskExchange = (exchange: Exchange, { redact, clean }: Cleaners): Exchange => ({
  ...exchange,
  method: redact(exchange.method),
  ...(exchange.host === undefined ? {} : { host: inHost(redact(exchange.host)) }),
  target: clean(exchange.target, 'url'),
  headers: exchange.headers.map(([name, value]) => [redact(name), clean(value, name.toLowerCase())] as const),
  // The text speaks for itself; a hash of it would be one of the credentials in it.
  body: exchange.body.text === null ? exchange.body : { ...exchange.body, text: clean(exchange.body.text, 'body') },
})

/** A name in the place of a secret has characters that no host has. */
const inHost = (text: string): string => text.replaceAll(/[‹›() ]/g, '-')
