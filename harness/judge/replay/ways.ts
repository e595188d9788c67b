import type { Range, Way } from '../../model/replay.ts'
import type { Line } from './steps.ts'
import { isTold } from './steps.ts'

/**
 * For each way of handing over a credential the versions that pass: a version passes when each of the way's scenarios that
 * could be told is let in there. A stretch ends at a version with another answer; versions that could not be told are
 * stepped over, and no stretch begins or ends with one.
 * @param wayOf how a scenario hands it over; null: it hands over none, or has no words
 */
export const waysOf = (
  gateway: string,
  lines: readonly Line[],
  versions: readonly string[],
  wayOf: (scenario: string) => string | null,
): readonly Way[] =>
  [...Map.groupBy(lines, ({ scenario }) => wayOf(scenario))].flatMap(([way, same]): Way[] => {
    if (way === null || way === '') return []
    const at = versions.map((version) => ({ version, verdict: verdictAt(same, version) }))
    const told = at.filter(({ verdict }) => verdict !== null)
    if (told.length === 0) return []
    const ranges = (wanted: Verdict): readonly Range[] => rangesOf(told, wanted)
    return [
      {
        gateway,
        way,
        scenarios: same.map(({ scenario }) => scenario),
        passes: ranges('passes'),
        mixed: ranges('mixed'),
        refused: ranges('refused'),
        of: told.length,
      },
    ]
  })

type Verdict = 'passes' | 'mixed' | 'refused'

const verdictAt = (lines: readonly Line[], version: string): Verdict | null => {
  const told = lines
    .flatMap(({ points }) => points.filter((point) => point.version === version))
    .map(({ standing }) => standing)
    .filter(isTold)
  if (told.length === 0) return null
  const letIn = told.filter(({ kind }) => kind === 'let-in').length
  return letIn === told.length ? 'passes' : letIn === 0 ? 'refused' : 'mixed'
}

const rangesOf = (
  told: readonly { readonly version: string; readonly verdict: Verdict | null }[],
  wanted: Verdict,
): readonly Range[] => {
  const all: Range[] = []
  let open = false
  for (const { version, verdict } of told) {
    const last = all.at(-1)
    if (verdict !== wanted) open = false
    else if (open && last) all[all.length - 1] = { ...last, to: version, versions: last.versions + 1 }
    else {
      all.push({ from: version, to: version, versions: 1 })
      open = true
    }
  }
  return all
}
