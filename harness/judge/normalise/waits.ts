import type { Exchange } from '../../model/capture.ts'

/**
 * How long a client waited before a request. As it was asked to, with what it may add by chance (up to a quarter, or what a
 * date of whole seconds leaves open); else by its own measure, of which no more is told than chance leaves alone: each client
 * draws it anew.
 */
export const waitText = ({ ms, asked }: NonNullable<Exchange['waited']>): string => {
  if (asked && asked.ms > 0) {
    const open = asked.byDate ? 1000 : 50
    if (ms >= asked.ms - open && ms <= asked.ms * 1.25 + open) return `${seconds(asked.ms)} as asked`
  }
  return ms < 60_000 ? 'less than a minute, of its own accord' : 'a minute or more, of its own accord'
}

/** After how long a client gave up: to two digits, since some look at their watch but once a second. */
export const timeOutText = (ms: number): string => seconds(Number(ms.toPrecision(2)))

const seconds = (ms: number): string => `${ms / 1000} s`
