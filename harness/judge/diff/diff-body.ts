import { ABSENT, WHOLE_BODY } from '../../model/body-place.ts'
import type { Difference, WireExchange } from '../../model/report.ts'
import { unkeptBody } from '../../model/unkept-body.ts'
import { formParameters } from './form-parameters.ts'
import { formParts } from './form-parts.ts'

type Request = WireExchange['request']

/** More than this many differing places in one body are told as one change of the whole. */
const MOST_PLACES = 20

/**
 * Differences between two bodies, a change for each place (JSON Pointer, RFC 6901) that differs; order of members is nothing.
 * A form is compared by its parts: `/file/content-type`, `/scope`.
 */
export const diffBody = (one: Request, other: Request, request: number): readonly Difference[] => {
  const [before, after] = [one.body, other.body]
  const [p, q] = [formParameters(one), formParameters(other)]
  if (p && q) return told(differing(p, q, ''), before, after, request)
  const [a, b] = [formParts(before), formParts(after)]
  const ofParts = a && b ? differing(a, b, '') : []
  // Parts in another order, and what stands between them, make another body all the same.
  return told(ofParts.length > 0 ? ofParts : differing(before, after, ''), before, after, request)
}

const told = (places: readonly Place[], before: unknown, after: unknown, request: number): readonly Difference[] =>
  (places.length > MOST_PLACES ? [{ name: '', before, after }] : places).map((place) => ({
    kind: 'body',
    request,
    ...place,
    name: place.name || WHOLE_BODY,
  }))

type Place = { readonly name: string; readonly before: unknown; readonly after: unknown }

const differing = (a: unknown, b: unknown, at: string): readonly Place[] => {
  if (Object.is(a, b)) return []
  // Of bytes that nobody kept, length and digest are words of ours: no members that an SDK sends.
  const [one, other] = at === '' ? [unkeptBody(a), unkeptBody(b)] : []
  if (one && other) return one.sha256 === other.sha256 ? [] : [{ name: at, before: a, after: b }]
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .sort()
      .flatMap((key) =>
        differing(member(a, key), member(b, key), `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
  return [{ name: at, before: a, after: b }]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const member = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : ABSENT
