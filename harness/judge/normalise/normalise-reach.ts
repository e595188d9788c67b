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
      what: facts.redact(what.startsWith('/') ? withoutDots(what) : what, {
        beforePieces: (clear) =>
          known(
            neutralise(clear.replaceAll(facts.dir, '‹sdk folder›'), { ...facts, field: 'error', bodyBytes: -1 }),
          ).replace(PROCESS, '/proc/‹process›'),
      }),
    })),
  )
}

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
