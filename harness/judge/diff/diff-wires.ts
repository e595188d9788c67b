import { BODY_CODING } from '../../model/body-place.ts'
import type { Difference, Wire, WireExchange } from '../../model/report.ts'
import { pairRequests } from '../../model/request-pairs.ts'
import { diffAnswers } from './diff-answers.ts'
import { diffBody } from './diff-body.ts'
import { diffHeaders } from './diff-headers.ts'
import { diffLeaks, isTold, strangersTo } from './diff-leaks.ts'
import { diffOutcomes } from './diff-outcomes.ts'
import { diffRequests } from './diff-requests.ts'
import { formWrittenAs } from './form-parameters.ts'
import { letIn } from './let-in.ts'

/**
 * All differences between two normalised observations of one scenario: how it ended, which requests were sent, and each
 * request against the same one of the other side. Empty when there are none.
 */
export const diffWires = (before: Wire, after: Wire): readonly Difference[] => {
  const paired = pairRequests(before.exchanges, after.exchanges)
  const leaks = diffLeaks(before, after)
  const strangerAt = strangersTo(before, after)
  return [
    ...diffOutcomes({ ...before, outcome: letIn(before, after) }, after),
    ...diffAnswers(before, after, paired),
    ...leaks,
    ...diffRequests(before, after, paired),
    ...paired.pairs.flatMap((pair) => {
      const [one, other] = [before.exchanges[pair.before], after.exchanges[pair.after]]
      if (!one || !other) return []
      const changes = diffExchange(one, other, pair.after)
      return [one, other].some(({ request }) => strangerAt(request.url) !== null)
        ? changes.filter((change) => !isTold(change, leaks))
        : changes
    }),
  ]
}

const diffExchange = (before: WireExchange, after: WireExchange, request: number): readonly Difference[] => [
  ...textOf('method', before.request.method, after.request.method, request),
  ...addressOf(before.request.url, after.request.url, request),
  ...wayOf(before, after, request),
  ...certificateOf(before, after, request),
  ...diffHeaders(before, after, request),
  ...diffBody(before.request, after.request, request),
  ...codingOf(before.request, after.request, request),
  ...formOf(before.request, after.request, request),
  ...waitOf('wait', before.waited ?? 'not at all', after.waited ?? 'not at all', request),
  ...waitOf('time-out', before.gaveUpAfter ?? NEVER, after.gaveUpAfter ?? NEVER, request),
]

/** To the same place, and through a proxy or past it. */
const wayOf = (before: WireExchange, after: WireExchange, request: number): readonly Difference[] => {
  if (before.request.via === after.request.via) return []
  const way = ({ request: { url, via } }: WireExchange): string =>
    `${new URL(url).host}${via ? ` through the ${via}` : ''}`
  return textOf('origin', way(before), way(after), request)
}

const certificateOf = (before: WireExchange, after: WireExchange, request: number): readonly Difference[] =>
  textOf('certificate', before.request.certificate ?? 'none', after.request.certificate ?? 'none', request)

/** Told by itself: which fields say so is another matter, and what lay in them may be the same. */
const codingOf = (before: Request, after: Request, request: number): readonly Difference[] => {
  const [was, is] = [codingText(before), codingText(after)]
  return was === is ? [] : [{ kind: 'body-form', name: BODY_CODING, request, before: was, after: is }]
}

const codingText = ({ coding }: Request): string => {
  if (coding === undefined) return 'in no coding'
  if ('undone' in coding) return `in ${coding.undone}`
  return coding.why === 'damaged' ? `in ${coding.left} that nobody can read` : `in ${coding.left}`
}

/** Where another body is sent, how it is written goes without saying. */
const formOf = (before: Request, after: Request, request: number): readonly Difference[] => {
  const [was, is] = writtenAs(before, after)
  if (was === is || diffBody(before, after, request).length > 0) return []
  return [{ kind: 'body-form', name: 'body', request, before: was, after: is }]
}
type Request = WireExchange['request']

/** How each is written, by what tells one from the other. */
const writtenAs = (before: Request, after: Request): readonly [string, string] =>
  formWrittenAs(before, after) ?? [before.written ?? AS_SHORT, after.written ?? AS_SHORT]

const AS_SHORT = 'as short as can be'

const waitOf = (name: 'wait' | 'time-out', before: string, after: string, request: number): readonly Difference[] =>
  before === after ? [] : [{ kind: 'wait', name, request, before, after }]

/** Without an end of its own, or until the answer came. */
const NEVER = 'as long as it takes'

/** Most requests go where they went before: an address is taken apart only when it differs. */
const addressOf = (before: string, after: string, request: number): readonly Difference[] => {
  if (before === after) return []
  const [a, b] = [new URL(before), new URL(after)]
  return [
    ...textOf('origin', originOf(a, b), originOf(b, a), request),
    ...textOf('path', readable(a.pathname), readable(b.pathname), request),
    ...textOf('query', readable(a.search), readable(b.search), request),
  ]
}

/** A host, and its scheme where that is all that differs. */
const originOf = (url: URL, other: URL): string =>
  url.host === other.host && url.protocol !== other.protocol ? `${url.protocol}//${url.host}` : url.host

const textOf = (
  kind: 'method' | 'origin' | 'path' | 'query' | 'certificate',
  before: string,
  after: string,
  request: number,
): readonly Difference[] => (before === after ? [] : [{ kind, name: kind, request, before, after }])

/** `URL` percent-encodes what stands for a role (`‹piece of api-key›`); the report shows it as it is elsewhere. */
const readable = (encoded: string): string =>
  encoded
    .replaceAll('%E2%80%B9', '‹')
    .replaceAll('%E2%80%BA', '›')
    .replace(/‹[^›]*›/g, (role) => role.replaceAll('%20', ' '))
