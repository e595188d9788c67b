/** What an attempt came to, for whether there is another. */
export type Tried =
  | { readonly kind: 'settled' }
  /** It may be otherwise the next time. */
  | {
      readonly kind: 'passing'
      /** Milliseconds that the other side asks to be left alone. */
      readonly askedMs?: number
    }

export type RetryPolicy = {
  /** All in all. */
  readonly tries: number
  /** Milliseconds that all of them and the pauses between may take. */
  readonly withinMs: number
  /** Milliseconds before the second try; before each later one three times as long. */
  readonly firstMs: number
}

/** Four tries, with pauses of some 0.2, 0.6 and 1.8 s. */
export const RETRY: RetryPolicy = { tries: 4, withinMs: 10_000, firstMs: 200 }

/** What a policy is carried out with; tests bring a clock that stands still. */
export type Waiting = {
  readonly now: () => number
  /** From 0 to 1. */
  readonly random: () => number
  readonly wait: (ms: number) => Promise<void>
}

const waiting: Waiting = {
  now: () => performance.now(),
  random: Math.random,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * Tries until something is settled, the tries are used up, or the next would begin too late. Pauses grow, each by chance up
 * to half shorter or longer, so that what failed together does not come again together; who asks to be left alone is.
 */
export const retrying = async <T>(
  attempt: () => Promise<T>,
  judge: (result: T) => Tried,
  { tries, withinMs, firstMs }: RetryPolicy,
  { now, random, wait }: Waiting = waiting,
): Promise<T> => {
  const end = now() + withinMs
  for (let tried = 1; ; tried += 1) {
    const result = await attempt()
    const judged = judge(result)
    if (judged.kind === 'settled' || tried >= tries) return result
    const pause = Math.max(firstMs * 3 ** (tried - 1) * (0.5 + random()), judged.askedMs ?? 0)
    if (now() + pause >= end) return result
    await wait(pause)
  }
}

/** Of a status: does it pass? Of RFC 9110 and 6585 those that speak of now. */
export const isPassingStatus = (status: number): boolean => status >= 500 || status === 429 || status === 408

/**
 * Milliseconds that a `Retry-After` asks for: seconds or a date (RFC 9110, section 10.2.3); undefined where it says neither.
 * @param now milliseconds since 1970
 */
export const retryAfterMs = (value: string | null | undefined, now: number = Date.now()): number | undefined => {
  const text = value?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) || !/[A-Za-z]/.test(text) ? undefined : Math.max(0, at - now)
}
