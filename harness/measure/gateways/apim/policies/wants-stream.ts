import { z } from 'zod'
import type { RequestMessage } from '../exchange.ts'

const streaming = z.object({ stream: z.literal(true) })

/** Whether a model is asked to answer piece by piece. */
export const wantsStream = ({ body }: RequestMessage): boolean => {
  try {
    return streaming.safeParse(JSON.parse(new TextDecoder().decode(body ?? new Uint8Array()))).success
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
