import type { Span } from './timings.ts'

/** What long work tells while it runs. Targets are named as `targetName` does: `openai-python@2.34.0`. */
export type ProgressEvent =
  /**
   * First: how much there is to do. A run is a version by the shipped scenarios or by one program, and ends as `measured` or
   * `not-measured`; a cell is one scenario behind one gateway at one version.
   */
  | { readonly kind: 'plan'; readonly versions: number; readonly runs: number; readonly cells: number }
  | { readonly kind: 'installing'; readonly target: string }
  | { readonly kind: 'installed'; readonly target: string; readonly reused: boolean; readonly ms: number }
  /** `done` of `of` cells; 0 while the control runs. */
  | { readonly kind: 'measuring'; readonly target: string; readonly done: number; readonly of: number }
  /** A run is finished. `scenarios` counts cells; `cached` when an earlier run's results were taken. */
  | {
      readonly kind: 'measured'
      readonly target: string
      readonly scenarios: number
      readonly ms: number
      readonly cached: boolean
    }
  | { readonly kind: 'not-measured'; readonly target: string; readonly reason: string }
  | { readonly kind: 'note'; readonly text: string }
  /** A piece of work is done: for whoever asks where the time went. */
  | ({ readonly kind: 'spent' } & Span)

/** Where the events go. */
export type Progress = {
  readonly tell: (event: ProgressEvent) => void
  /** No more events: live lines are wiped. */
  readonly end: () => void
}
