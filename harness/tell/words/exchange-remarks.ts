import type { WireExchange } from '../../model/report.ts'

/** What is known of an exchange beside its request and the status: a sentence each. */
export const exchangeRemarks = ({
  request: { via, certificate },
  waited,
  gaveUpAfter,
}: WireExchange): readonly string[] => [
  ...(via === undefined ? [] : [`Sent through a ${via}.`]),
  ...(certificate === undefined ? [] : [`Its connection showed ‹${certificate}›.`]),
  ...(waited === undefined ? [] : [`Sent after a wait: ${waited}.`]),
  ...(gaveUpAfter === undefined ? [] : [`No answer was waited for after ${gaveUpAfter}.`]),
]
