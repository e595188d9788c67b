/** What is known of a program when its limit is looked at. */
type Look = {
  readonly elapsedMs: number
  /** Of the processor, so far; null: the machine does not tell it. */
  readonly processorMs: number | null
}

/**
 * Has a program had its time? A limit is meant of a machine that is the program's own. Where others hold the processor, a
 * cold import takes many times as long by the clock: so one that still comes on, and has not had as much of the processor
 * as the limit says, goes on, up to four times the limit by the clock.
 */
export const isOver = (limitMs: number, now: Look, last: Look): boolean => {
  if (now.elapsedMs < limitMs) return false
  if (now.processorMs === null || last.processorMs === null) return true
  if (now.elapsedMs >= limitMs * MOST_TIMES || now.processorMs >= limitMs) return true
  return now.processorMs - last.processorMs < (now.elapsedMs - last.elapsedMs) * WAITS
}

const MOST_TIMES = 4

/** Of the processor: less has what waits for an answer, or for nothing. */
const WAITS = 0.02

/** Into how many looks a limit is divided; what ends before the last but one is not looked at. */
const LOOKS = 5

/**
 * Calls `end` once the program has had its time.
 * @returns stops looking
 */
export const watchLimit = (
  limitMs: number,
  processorMs: () => Promise<number | null>,
  end: () => void,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  let isDone = false
  let last: Look = { elapsedMs: 0, processorMs: null }
  const lookAt = (elapsedMs: number): void => {
    timer = setTimeout(() => void look(elapsedMs), elapsedMs - last.elapsedMs)
  }
  const look = async (elapsedMs: number): Promise<void> => {
    const now = { elapsedMs, processorMs: await processorMs() }
    if (isDone) return
    if (isOver(limitMs, now, last)) return end()
    last = now
    lookAt(elapsedMs + limitMs / LOOKS)
  }
  lookAt((limitMs / LOOKS) * (LOOKS - 1))
  return () => {
    isDone = true
    clearTimeout(timer)
  }
}
