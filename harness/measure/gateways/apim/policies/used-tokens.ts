import { z } from 'zod'

const answer = z.object({ usage: z.object({ total_tokens: z.number() }) })

/** What an answer of a model's says that it took; null: it says nothing of it. */
export const usedTokens = (body: Uint8Array | null): number | null => {
  try {
    const { success, data } = answer.safeParse(JSON.parse(new TextDecoder().decode(body ?? new Uint8Array())))
    return success ? data.usage.total_tokens : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
