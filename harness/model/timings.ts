/** What a measuring command spends its time on, in the order in which it happens. */
export const STAGES = [
  'load',
  'resolve',
  'keys',
  'install',
  'start',
  'import',
  'requests',
  'program',
  'judge',
  'write',
] as const
export type Stage = (typeof STAGES)[number]

/** One piece of work, in milliseconds since the process began. */
export type Span = { readonly stage: Stage; readonly fromMs: number; readonly toMs: number }

/** Where the time of a run went, in milliseconds. */
export type Timings = {
  readonly totalMs: number
  /** Those that a run had, in the order of `STAGES`. Stages overlap: their times need not add up to the whole. */
  readonly stages: readonly StageTime[]
  /** During which none of them went on. */
  readonly elseMs: number
}

export type StageTime = {
  readonly stage: Stage
  /** During which at least one piece of it went on. */
  readonly wallMs: number
  /** Of all pieces, one after the other. */
  readonly summedMs: number
  readonly pieces: number
}

/** @param totalMs from the beginning of the process to now */
export const timingsOf = (spans: readonly Span[], totalMs: number): Timings => ({
  totalMs: Math.round(totalMs),
  stages: STAGES.flatMap((stage) => {
    const own = spans.filter((span) => span.stage === stage)
    if (own.length === 0) return []
    const summedMs = own.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
    return [{ stage, wallMs: Math.round(covered(own)), summedMs: Math.round(summedMs), pieces: own.length }]
  }),
  elseMs: Math.round(Math.max(0, totalMs - covered(spans))),
})

/** Milliseconds that at least one of them covers. */
const covered = (spans: readonly Span[]): number => {
  let sum = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    sum += Math.max(0, toMs - Math.max(fromMs, end))
    end = Math.max(end, toMs)
  }
  return sum
}
