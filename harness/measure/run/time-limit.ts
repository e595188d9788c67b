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

/** How many times its limit what still comes on may take, by the clock. */
export const MOST_TIMES = 4

/** Of the processor: less has what waits for an answer, or for nothing. */
const WAITS = 0.02

/** Into how many looks a limit is divided. */
const LOOKS = 5

/**
 * Calls `end` once the program has had its time.
 * @param look called each time that the limit is looked at, a fifth of it after the other
 * @returns stops looking
 */
export const watchLimit = (
  limitMs: number,
  processorMs: () => Promise<number | null>,
  look: () => void,
  end: () => void,
): (() => void) => {
  const stepMs = limitMs / LOOKS
  let isDone = false
  let last: Look = { elapsedMs: 0, processorMs: null }
  const next = async (elapsedMs: number): Promise<void> => {
    look()
    // Only what was so at the look before decides.
    const isNear = elapsedMs >= limitMs - stepMs
    const now = { elapsedMs, processorMs: isNear ? await processorMs() : null }
    if (isDone) return
    if (isOver(limitMs, now, last)) return end()
    last = now
    timer = setTimeout(() => void next(elapsedMs + stepMs), stepMs)
  }
  let timer = setTimeout(() => void next(stepMs), stepMs)
  return () => {
    isDone = true
    clearTimeout(timer)
  }
}
