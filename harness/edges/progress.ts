import { counted } from '../model/listed.ts'
import type { Progress, ProgressEvent } from '../model/progress.ts'
import { stopwatch } from './clock.ts'
import { progressCount } from './progress-count.ts'

/** Progress that can step aside while something else is printed. */
export type PausableProgress = Progress & { readonly pause: () => void }

/** Milliseconds between two estimates in a log. */
const ESTIMATE_MS = 15_000

/** One line a finished run: for logs. */
export const plainProgress = (write: (text: string) => void, now: () => number = stopwatch): PausableProgress => {
  const count = progressCount(now)
  let toldAt = now()
  const place = (): string => {
    count.finish()
    return `[${count.place()}]`
  }
  const left = (): string => {
    const text = now() - toldAt >= ESTIMATE_MS ? count.left() : null
    if (text) toldAt = now()
    return text ? ` · ${text}` : ''
  }
  return {
    tell: (event) => {
      switch (event.kind) {
        case 'plan':
          count.plan(event.runs)
          return write(`${counted(event.versions, 'version')}, at most ${counted(event.cells, 'measurement')}\n`)
        case 'measured':
          return write(`${place()} ${measuredText(event)}${left()}\n`)
        case 'not-measured':
          return write(`${place()} ${event.target} could not be measured: ${firstLine(event.reason)}${left()}\n`)
        case 'note':
          return write(`${event.text}\n`)
        case 'installing':
        case 'installed':
        case 'measuring':
        case 'spent':
          return
      }
    },
    end: () => {},
    pause: () => {},
  }
}

const measuredText = ({ target, scenarios, ms, cached }: Extract<ProgressEvent, { kind: 'measured' }>): string =>
  cached
    ? `${target} ${counted(scenarios, 'result')} from an earlier run`
    : `${target} measured: ${counted(scenarios, 'result')} in ${(ms / 1000).toFixed(1)} s`

export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
