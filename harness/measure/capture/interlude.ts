import type { AskedWait } from '../../model/capture.ts'
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

/** The waits that an answer asks for, of each field that says one: which of them a client reads is its own. `retry-after-ms` is OpenAI's and Azure's. */
export const askedWaits = ({ headers = {} }: ScriptedAnswer): readonly AskedWait[] => {
  const said = new Map(Object.entries(headers).map(([field, value]) => [field.toLowerCase(), value]))
  return WAITS.flatMap(([field, unitMs]): readonly AskedWait[] => {
    const value = said.get(field)
    if (typeof value === 'object') return [{ ms: value['date-in'] * 1000, byDate: true }]
    return value !== undefined && isNumber(value) ? [{ ms: Number(value) * unitMs }] : []
  })
}

/** Milliseconds of a field's unit. */
const WAITS = [
  ['retry-after-ms', 1],
  ['x-ms-retry-after-ms', 1],
  ['retry-after', 1000],
] as const

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text.trim())
