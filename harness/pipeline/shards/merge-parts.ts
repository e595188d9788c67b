import { UserError } from '../../errors.ts'
import { atMost, listed } from '../../model/listed.ts'
import { type Measured, type Part, type RunName, runNameText } from '../../model/part.ts'
import type { RunResult } from '../../model/report.ts'

/** A part, and where it was found. */
export type FoundPart = { readonly file: string; readonly part: Part }

/**
 * What all machines observed, as if one had: in the order of the plan. A version that no part has stands in it as not
 * measured; one that came twice and differs is told.
 * @throws UserError when the parts are of different matrices
 */
export const mergeParts = (found: readonly FoundPart[]): Measured => {
  const asked = Map.groupBy(found, ({ part }) => part.asked)
  if (asked.size > 1)
    throw new UserError('merge/other-matrix', {
      what: `These parts are of ${asked.size} different matrices: ${listed([...asked.values()].map((own) => own.map(({ file }) => file).join(', ')))}.`,
      hint: 'Merge what one matrix file and the same flags have brought.',
    })
  const parts = found.map(({ part }) => part)
  const all = parts.map(({ measured }) => measured)
  const byName = Map.groupBy(
    all.flatMap(({ runs }) => runs),
    runNameText,
  )
  const planned = new Map(parts.flatMap((part) => part.planned).map((name) => [runNameText(name), name]))
  const beyond = [...byName.keys()].filter((name) => !planned.has(name))
  const missing = [...planned.values()].filter((name) => !byName.has(runNameText(name)))
  const runs = [...planned.keys(), ...beyond].flatMap((name) => byName.get(name)?.slice(0, 1) ?? [])
  return {
    startedAt: all.map(({ startedAt }) => startedAt).toSorted()[0] ?? '',
    finishedAt:
      all
        .map(({ finishedAt }) => finishedAt)
        .toSorted()
        .at(-1) ?? '',
    runs: inPlanOrder([...runs, ...missing.map(lostIn(parts))], [...planned.keys()]),
    noise: all.flatMap(({ noise }) => noise),
    others: [...new Map(all.flatMap(({ others }) => others))],
    notLookedAt: [],
    leftOut: distinct(all.flatMap(({ leftOut }) => leftOut)),
    notes: [...new Set(all.flatMap(({ notes }) => notes)), ...twiceNotes(byName), ...missingNotes(missing, parts)],
  }
}

const inPlanOrder = (runs: readonly RunResult[], order: readonly string[]): readonly RunResult[] => {
  const places = new Map(order.map((name, at) => [name, at]))
  const at = (run: RunResult): number => places.get(runNameText(run)) ?? order.length
  return runs.toSorted((a, b) => at(a) - at(b))
}

const lostIn =
  (parts: readonly Part[]) =>
  (name: RunName): RunResult => ({
    ...name,
    runtime: 'none',
    publishedAt: null,
    status: 'not-measured',
    reason: `No part has it: ${missingParts(parts)}.`,
    dependencies: {},
    scenarios: [],
  })

/** `part 2 of 4 is missing`. */
const missingParts = (parts: readonly Part[]): string => {
  const of = Math.max(0, ...parts.map(({ shard }) => shard.of))
  const there = new Set(parts.map(({ shard }) => shard.index))
  const gone = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !there.has(index))
  if (gone.length === 0) return 'the parts were not planned alike (a version came out in between)'
  return `part ${listed(gone.map(String))} of ${of} ${gone.length === 1 ? 'is' : 'are'} missing`
}

const missingNotes = (missing: readonly RunName[], parts: readonly Part[]): readonly string[] =>
  missing.length === 0 ? [] : [`${missingParts(parts)}: ${atMost(missing.map(runNameText), 10)} could not be measured.`]

const twiceNotes = (byName: ReadonlyMap<string, readonly RunResult[]>): readonly string[] =>
  [...byName].flatMap(([name, [first, ...more]]) => {
    const cells = more.flatMap((other) =>
      other.scenarios.filter((one) => {
        const same = first?.scenarios.find(({ id, gateway }) => id === one.id && gateway === one.gateway)
        return JSON.stringify(same) !== JSON.stringify(one)
      }),
    )
    const places = [...new Set(cells.map(({ id, gateway }) => `${id} behind ${gateway}`))]
    return places.length === 0
      ? []
      : [`${name} came from several parts, and differs in ${atMost(places, 5)}: the first is told.`]
  })

const distinct = <T>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
]
