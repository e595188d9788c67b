import { z } from 'zod'

const line = z.discriminatedUnion('event', [
  z.object({ event: z.literal('loaded'), runtime: z.string().optional() }),
  z.object({ event: z.literal('egress'), host: z.string(), port: z.int(), loaded: z.boolean() }),
  z.object({ event: z.literal('too-old'), runtime: z.string() }),
  z.object({ event: z.literal('misfit'), module: z.string(), runtime: z.string() }),
])

/** What the processes of a command reported. */
export type CommandLog = {
  /** The SDK was asked for, and the version under test was given. */
  readonly loaded: boolean
  /** The version of the runtime of each process in which it was. */
  readonly loadedIn: readonly string[]
  /** The connections that were refused in processes that had the SDK, in their order. */
  readonly refused: readonly { readonly host: string; readonly port: number }[]
  /** A Node that cannot be told which version to load. */
  readonly tooOld: string | null
  /** The first binary module of the version's tree that the command's own runtime cannot load. */
  readonly misfit: { readonly module: string; readonly runtime: string } | null
}

/** Reads the log, a JSON object a line; what else stands in it is no report. */
export const readCommandLog = (text: string): CommandLog => {
  const events = text.split('\n').flatMap((one) => {
    try {
      return line.safeParse(JSON.parse(one)).data ?? []
    } catch {
      return []
    }
  })
  const old = events.find((one) => one.event === 'too-old')
  const misfit = events.find((one) => one.event === 'misfit')
  return {
    loaded: events.some(({ event }) => event === 'loaded'),
    loadedIn: events.flatMap((one) => (one.event === 'loaded' ? (one.runtime ?? []) : [])),
    refused: events.flatMap((one) =>
      one.event === 'egress' && one.loaded ? [{ host: one.host, port: one.port }] : [],
    ),
    tooOld: old?.event === 'too-old' ? old.runtime : null,
    misfit: misfit?.event === 'misfit' ? { module: misfit.module, runtime: misfit.runtime } : null,
  }
}
