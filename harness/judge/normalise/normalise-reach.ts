import { distinctReaches, type Reach } from '../../model/reach.ts'
import type { MaskFacts } from '../mask/mask-capture.ts'
import { neutralise } from './chance.ts'
import type { NormaliseFacts } from './normalise-capture.ts'

/** Places of this machine that paths are told by: `~`, `‹cache›`. */
export type KnownPlace = { readonly name: string; readonly path: string }

/** What was tried, without secrets and chance, and by places that are there on another machine too. */
export const normaliseReaches = (
  reached: readonly Reach[],
  { places, ...facts }: MaskFacts & NormaliseFacts & { readonly places: readonly KnownPlace[] },
): readonly Reach[] => {
  const longestFirst = places.toSorted((a, b) => b.path.length - a.path.length)
  const known = (text: string): string => {
    const place = longestFirst.find(({ path }) => text === path || text.startsWith(`${path}/`))
    return place ? `${place.name}${text.slice(place.path.length)}` : text
  }
  return distinctReaches(
    reached.map(({ kind, what }) => ({
      kind,
      what:
        (kind === 'connect' ? ownPort(what) : null) ??
        facts.redact(what.startsWith('/') ? withoutDots(what) : what, {
          beforePieces: (clear) =>
            known(
              neutralise(clear.replaceAll(facts.dir, '‹sdk folder›'), { ...facts, field: 'error', bodyBytes: -1 }),
            ).replace(PROCESS, '/proc/‹process›'),
        }),
    })),
  )
}

/** A port of this machine that is none of the harness's: the gateway is what may be connected to. Null: it is elsewhere. */
const ownPort = (what: string): string | null => {
  const port = /^(?:127\.0\.0\.1|localhost|\[?::1\]?):(\d+)$/.exec(what)?.[1]
  return port === undefined ? null : `127.0.0.1:${Number(port) < FIRST_BY_CHANCE ? port : '‹port›'}`
}

/** From here on systems give out whichever is free (Linux: `ip_local_port_range`). */
const FIRST_BY_CHANCE = 32_768

/** Numbers of processes are given anew each time. */
const PROCESS = /^\/proc\/\d+(?=\/|$)/

/** One spelling of an absolute path, however it was asked for. */
const withoutDots = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/'))
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  return `/${parts.join('/')}`
}
