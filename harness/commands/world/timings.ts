import { stopwatch } from '../../edges/clock.ts'
import type { Terminal } from '../../edges/terminal.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import { type Span, type Stage, type Timings, timingsOf } from '../../model/timings.ts'
import { spendingOn } from '../../pipeline/measure/spending.ts'
import { timingsText } from '../../tell/reporters/parts/timings.ts'

/** Follows where the time of a command goes, from the beginning of the process on. */
export type Watch = {
  /** For whoever tells of progress. */
  readonly tell: (event: ProgressEvent) => void
  readonly during: <T>(stage: Stage, work: () => Promise<T>) => Promise<T>
  /** What an answer has beside its own: nothing, when nobody asked. */
  readonly part: () => { readonly timings?: Timings }
  /** Prints it on stderr, when somebody asked for it as text. */
  readonly print: () => void
}

export const watchTime = (
  { timings = false, json = false }: { readonly timings?: boolean; readonly json?: boolean },
  { err, progress }: Pick<Terminal, 'err' | 'progress'>,
): Watch => {
  const spans: Span[] = [{ stage: 'load', fromMs: 0, toMs: stopwatch() }]
  const tell = (event: ProgressEvent): void => {
    if (event.kind === 'spent') spans.push(event)
    else progress.tell(event)
  }
  const told = (): Timings => timingsOf(spans, stopwatch())
  return {
    tell,
    during: (stage, work) => spendingOn(stage, { stopwatch, tell }, work),
    part: () => (timings ? { timings: told() } : {}),
    print: () => {
      if (timings && !json) err(timingsText(told()))
    },
  }
}
