import type { WireExchange } from '../../model/report.ts'
import { codingText } from './coding-text.ts'

/** What is known of an exchange beside its request and the status: a sentence each. */
export const exchangeRemarks = ({
  request: { via, certificate, coding },
  waited,
  gaveUpAfter,
}: WireExchange): readonly string[] => [
  ...(via === undefined ? [] : [`Sent through a ${via}.`]),
  ...(certificate === undefined ? [] : [`Its connection showed ‹${certificate}›.`]),
  ...(coding === undefined ? [] : [`Its body ${codingText(coding)}.`]),
  ...(waited === undefined ? [] : [`Sent after a wait: ${waited}.`]),
  ...(gaveUpAfter === undefined ? [] : [`No answer was waited for after ${gaveUpAfter}.`]),
]
