import type { Redirect, RedirectTo, ScriptedAnswer, ScriptedField } from '../../model/scenario.ts'
import { said } from '../gateways/said.ts'

/** Where each redirect leads: origin, and the path below which the cell lies; of `relative` the path alone. */
export type Places = Readonly<Record<RedirectTo, string>>

/**
 * What a scenario has the gateway say before its own rules apply. A body that is text goes out as it is, anything else
 * as JSON, none as none.
 *
 * @param target path and query of the request that is answered, as the cell knows them
 */
export const play = (interlude: ScriptedAnswer | Redirect, target: string, places: Places, now: Date): Response => {
  if ('redirect' in interlude)
    return said(BY, {
      status: interlude.status ?? 307,
      headers: { location: locationOf(interlude, target, places) },
    })
  const { headers = {}, ...rest } = interlude
  return said(BY, {
    ...rest,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, textOf(value, now)])),
  })
}

/** By which rule an interlude is answered. */
export const BY = 'interlude'

/** One that does not begin with `/` is the client's to resolve against the address it asked. */
const locationOf = ({ redirect, location }: Redirect, target: string, places: Places): string => {
  if (location !== undefined && !location.startsWith('/')) return location
  return places[redirect] + (location ?? target)
}

/** RFC 9110, section 5.6.7. */
const textOf = (value: ScriptedField, now: Date): string =>
  typeof value === 'string' ? value : new Date(now.getTime() + value['date-in'] * 1000).toUTCString()

/** How long a client is told to wait before it asks again. */
export type AskedWait = {
  readonly ms: number
  /** Said as a date, in whole seconds of a clock that both sides read. */
  readonly byDate?: true
}

/** Fields in which a wait is asked for, the first that stands there: `retry-after-ms` is OpenAI's and Azure's. */
export const askedWait = ({ headers = {} }: ScriptedAnswer): AskedWait | null => {
  const of = (name: string): ScriptedField | undefined =>
    Object.entries(headers).find(([field]) => field.toLowerCase() === name)?.[1]
  const ms = of('retry-after-ms') ?? of('x-ms-retry-after-ms')
  if (typeof ms === 'string' && isNumber(ms)) return { ms: Number(ms) }
  const after = of('retry-after')
  if (typeof after === 'object') return { ms: after['date-in'] * 1000, byDate: true }
  return after !== undefined && isNumber(after) ? { ms: Number(after) * 1000 } : null
}

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text.trim())
