import type { AskedWait, Exchange } from '../../model/capture.ts'

/**
 * How long a client waited before a request. As it was asked to, with what it may add by chance (up to a quarter, or what a
 * date of whole seconds leaves open); else by its own measure, told within a factor of two: chance is the same in each run, and
 * the moments that pass while a client reckons are not.
 */
export const waitText = ({ ms, asked = [] }: NonNullable<Exchange['waited']>): string => {
  const heeded = asked.find((one) => one.ms > 0 && isHeeded(ms, one))
  if (heeded) return `${seconds(heeded.ms)} as asked`
  const up = 2 ** Math.floor(Math.log2(ms / BOUND_MS))
  return `${short(up * BOUND_MS)} to ${seconds(short(2 * up * BOUND_MS) * 1000)}, of its own accord`
}

/**
 * Bounds are this, doubled and halved. What clients wait for at three quarters of their chance (half a second or one, two or
 * three of them, doubled each time, with a quarter less, half more or all of it by chance) is not near one of them.
 */
const BOUND_MS = 11_000

/** In seconds, to two digits. */
const short = (ms: number): number => Number((ms / 1000).toPrecision(2))

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
