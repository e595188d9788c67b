import { z } from 'zod'

/** A name or version in a manifest; anything else that stands there is none. */
export const nameText = z.string().min(1).optional().catch(undefined)
