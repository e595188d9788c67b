import { z } from 'zod'
import type { DriverEvent } from '../../model/driver.ts'
import { MOST_OF_A_REACH, REACH_KINDS, type Reach } from '../../model/reach.ts'

/** The drivers cut at half of it: in characters, of which some count twice here. What is longer was not told by them. */
const LONGEST = 8192
const text = z.string().max(LONGEST)

const raised = z.object({
  kind: z.literal('raised'),
  name: text,
  message: text,
  status: z.int().nullable(),
})
const call = z.discriminatedUnion('kind', [z.object({ kind: z.literal('returned') }), raised])
const job = z.string()

const event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('loading') }),
  z.object({ event: z.literal('ready'), runtime: text }),
  z.object({ event: z.literal('start'), job }),
  z.object({ event: z.literal('called'), job }),
  z.object({ event: z.literal('wait'), job, ms: z.number().min(0).nullable() }),
  z.object({ event: z.literal('over'), job }),
  z.object({
    event: z.literal('end'),
    job,
    word: z.string(),
    end: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('called'), calls: z.array(call) }),
      raised,
      z.object({ kind: z.literal('egress'), host: text, port: z.int() }),
      z.object({ kind: z.literal('endless') }),
      z.object({ kind: z.literal('unsupported'), reason: text }),
    ]),
    changed: z.array(z.string().max(200)).max(20).exactOptional(),
  }),
])

const refused = z.object({ event: z.literal('refused'), host: z.string(), port: z.int() })

/** A line of whoever supervises the driver's connections, which stands before what the driver says of it; null for any other. */
export const refusedIn = (line: string): { readonly host: string; readonly port: number } | null => {
  try {
    const { host, port } = refused.parse(JSON.parse(line))
    return { host, port }
  } catch {
    return null
  }
}

const reach = z.object({
  event: z.literal('reach'),
  kind: z.enum(REACH_KINDS),
  what: z.string().max(MOST_OF_A_REACH),
})

/** A line in which a guard tells what it refused, whenever that was; null for any other. */
export const reachIn = (line: string): Reach | null => {
  try {
    const { kind, what } = reach.parse(JSON.parse(line))
    return { kind, what }
  } catch {
    return null
  }
}

/** A line of a driver; null for what is none: the SDK shares the process, and may write where it likes. */
export const driverEvent = (line: string): DriverEvent | null => {
  try {
    return event.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
