import { counted } from '../model/listed.ts'
import type { Progress, ProgressEvent } from '../model/progress.ts'

/** Progress that can step aside while something else is printed. */
export type PausableProgress = Progress & { readonly pause: () => void }

/** One line a finished run: for logs. */
export const plainProgress = (write: (text: string) => void): PausableProgress => {
  let runs = 0
  let finished = 0
  // A search does not know beforehand how many versions it will measure.
  const place = (): string => (runs > 0 ? `[${++finished}/${runs}]` : `[${++finished}]`)
  return {
    tell: (event) => {
      switch (event.kind) {
        case 'plan':
          runs = event.runs
          return write(`${counted(event.versions, 'version')}, at most ${counted(event.cells, 'measurement')}\n`)
        case 'measured':
          return write(`${place()} ${measuredText(event)}\n`)
        case 'not-measured':
          return write(`${place()} ${event.target} could not be measured: ${firstLine(event.reason)}\n`)
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
