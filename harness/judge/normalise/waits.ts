import type { AskedWait, Exchange } from '../../model/capture.ts'

/**
 * How long a client waited before a request. As it was asked to, with what it may add by chance (up to a quarter, or what a
 * date of whole seconds leaves open); else by its own measure, of which no more is told than chance leaves alone: each client
 * draws it anew.
 */
export const waitText = ({ ms, asked = [] }: NonNullable<Exchange['waited']>): string => {
  const heeded = asked.find((one) => one.ms > 0 && isHeeded(ms, one))
  if (heeded) return `${seconds(heeded.ms)} as asked`
  return ms < 60_000 ? 'less than a minute, of its own accord' : 'a minute or more, of its own accord'
}

/**
 * A date has whole seconds, and the client counts from when it reads it: on a machine that has much to do, that is seconds
 * after it was written.
 */
const DATE_IS_READ_LATE_MS = 5_000

const isHeeded = (ms: number, { ms: wanted, byDate }: AskedWait): boolean => {
  const open = byDate ? DATE_IS_READ_LATE_MS : 50
  return ms >= wanted - open && ms <= wanted * 1.25 + open
}

/** After how long a client gave up: to two digits, since some look at their watch but once a second. */
export const timeOutText = (ms: number): string => seconds(Number(ms.toPrecision(2)))

const seconds = (ms: number): string => `${ms / 1000} s`
