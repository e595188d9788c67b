import { HTTP2_HOST } from '../../model/http2-host.ts'
import type { Difference, WireExchange } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import { type Fields, fieldsOf } from './fields.ts'

/** Differences between the header fields of two requests; `request` is the attempt's number from 0. */
export const diffHeaders = (before: WireExchange, after: WireExchange, request: number): readonly Difference[] => {
  if (isSame(before, after)) return []
  const a = fieldsOf(before)
  const b = fieldsOf(after)
  const moves = movesBetween(a, b)
  const explained = (name: string): boolean => isExplained(name, a, b, moves)
  return [
    ...moves.map(({ label, from, to }) => ({
      kind: 'credential-moved' as const,
      name: label,
      request,
      before: { name: from, value: (a.get(from) ?? []).join(', ') },
      after: { name: to, value: (b.get(to) ?? []).join(', ') },
    })),
    ...changedFields(a, b, request).filter((change) => !explained(change.name) && !isHostOfOtherHttp(change, a, b)),
    ...caseOf(before, after, request),
    ...orderOf(before, after, request),
  ]
}

/** Most requests are: they need no closer look. */
const isSame = ({ request: { headers: a } }: WireExchange, { request: { headers: b } }: WireExchange): boolean =>
  a.length === b.length && a.every(([name, value], index) => name === b[index]?.[0] && value === b[index]?.[1])

const changedFields = (a: Fields, b: Fields, request: number): readonly Difference[] =>
  [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((name): Difference[] => {
    const before = a.get(name) ?? []
    const after = b.get(name) ?? []
    if (before.length === 0) return [{ kind: 'header-added', name, request, before, after }]
    if (after.length === 0) return [{ kind: 'header-removed', name, request, before, after }]
    return sameList(before, after) ? [] : [{ kind: 'header-changed', name, request, before, after }]
  })

/** What is `host` in HTTP/1.1 is `:authority` in HTTP/2 (RFC 9113, section 8.3.1): that one comes says it, that the other goes says nothing more. */
const isHostOfOtherHttp = ({ name }: Difference, a: Fields, b: Fields): boolean =>
  name === 'host' && a.has(HTTP2_HOST) !== b.has(HTTP2_HOST)

type Move = { readonly label: string; readonly from: string; readonly to: string }

/**
 * A credential moved when it left a field and entered another. One that merely left a field, while it stays in another,
 * was removed there: that is the incident this tool exists for, and it must not read as a move.
 */
const movesBetween = (a: Fields, b: Fields): readonly Move[] => {
  const before = fieldsByRole(a)
  const after = fieldsByRole(b)
  return [...before].flatMap(([label, was]) => {
    const is = after.get(label) ?? new Set()
    const left = [...was].filter((name) => !is.has(name)).sort()
    const entered = [...is].filter((name) => !was.has(name)).sort()
    return left.flatMap((from, index) => {
      const to = entered[index]
      return to === undefined ? [] : [{ label, from, to }]
    })
  })
}

const fieldsByRole = (fields: Fields): ReadonlyMap<string, ReadonlySet<string>> => {
  const byRole = new Map<string, Set<string>>()
  for (const [name, values] of fields)
    for (const label of values.flatMap(rolesIn)) byRole.set(label, (byRole.get(label) ?? new Set()).add(name))
  return byRole
}

/** A field's own change is not told again when moves account for every credential that entered or left it. */
const isExplained = (name: string, a: Fields, b: Fields, moves: readonly Move[]): boolean => {
  const was = (a.get(name) ?? []).flatMap(rolesIn)
  const is = (b.get(name) ?? []).flatMap(rolesIn)
  const gone = was.filter((label) => !is.includes(label))
  const come = is.filter((label) => !was.includes(label))
  return (
    gone.length + come.length > 0 &&
    gone.every((label) => moves.some((move) => move.label === label && move.from === name)) &&
    come.every((label) => moves.some((move) => move.label === label && move.to === name))
  )
}

const caseOf = (before: WireExchange, after: WireExchange, request: number): readonly Difference[] => {
  const spelt = (exchange: WireExchange): ReadonlyMap<string, readonly string[]> => {
    const names = new Map<string, string[]>()
    for (const [name] of exchange.request.headers)
      names.set(name.toLowerCase(), [...(names.get(name.toLowerCase()) ?? []), name])
    return names
  }
  const b = spelt(after)
  return [...spelt(before)].flatMap(([name, was]) => {
    const is = b.get(name)
    if (is === undefined || is.length !== was.length || sameList(was, is)) return []
    return [{ kind: 'header-case' as const, name, request, before: was, after: is }]
  })
}

/** Order is compared among the fields that both sides send: an added field alone is no change of order. */
const orderOf = (before: WireExchange, after: WireExchange, request: number): readonly Difference[] => {
  const names = (exchange: WireExchange): readonly string[] => [
    ...new Set(exchange.request.headers.map(([name]) => name.toLowerCase())),
  ]
  const [a, b] = [names(before), names(after)]
  const was = a.filter((name) => b.includes(name))
  const is = b.filter((name) => a.includes(name))
  return sameList(was, is) ? [] : [{ kind: 'header-order', name: 'order', request, before: was, after: is }]
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index])
