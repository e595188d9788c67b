import type { JudgedDrift } from '../../model/judged.ts'
import { earlierIn, type StepLine } from '../../model/release-line.ts'
import type { Difference, MeasuredResult, RunResult, ScenarioResult, StepOn, WireExchange } from '../../model/report.ts'
import { diffReaches } from '../diff/diff-reaches.ts'
import type { Unstable } from '../diff/noise.ts'
import { subjectOf } from '../diff/subject.ts'
import type { Scale } from './rules.ts'
import { stableId } from './stable-id.ts'
import { comparing, resultsDiffer, type WhatDiffers, whatDiffers } from './what-differs.ts'

/** A drift before it is grouped, accepted and given a way out. */
export type RawDrift = Omit<JudgedDrift, 'accepted' | 'finding' | 'remedies' | 'causes' | 'answer'>

/** Through what the runs of a list go. */
export type Walk = {
  /** What a run that was stepped over is called. */
  readonly name: (run: RunResult) => string
  readonly on: (before: RunResult, after: RunResult) => StepOn | undefined
  readonly line: (before: RunResult, after: RunResult) => StepLine | null
  /** Which runs one of them is compared with, the nearest first, as `earlierIn` says it. */
  readonly earlier: typeof earlierIn
}

/**
 * Walks each scenario behind each gateway through the versions of one SDK, oldest first, and compares each measured
 * version with the last measured one that it follows in its release line; what could not be measured is stepped over and
 * named.
 * @param runs of one SDK, oldest first
 * @param unstable what a noise check found to differ by itself; default: nothing
 * @param walk through what they go; default: versions
 */
export const compareRuns = (
  runs: readonly RunResult[],
  scale: Scale,
  unstable: Unstable = () => false,
  walk: Walk = throughVersions,
): readonly RawDrift[] => {
  const earlier = walk.earlier(runs)
  const between = comparing(scale)
  const wires = runs.flatMap((run, index) => {
    const [nearest = -1] = earlier(index)
    const near = runs[nearest]?.scenarios ?? []
    return run.scenarios.flatMap((result, place): readonly RawDrift[] => {
      // Of runs that share what is equal in them most have nothing to be compared.
      if (result.status !== 'measured' || near[place] === result) return NOTHING
      const before = lastMeasured(runs, earlier(index), result, place, walk)
      if (!before || before.result === result) return NOTHING
      const all = between(before.result, result)
      // What is not the same in two runs of one version says nothing about two versions.
      const stable = all.differences.filter((change) =>
        [before.run, run].every(
          ({ version }) =>
            !unstable({ version, scenario: result.id, gateway: result.gateway, subject: subjectOf(change) }),
        ),
      )
      if (stable.length === 0) return []
      const told = stable.length === all.differences.length ? all : resultsDiffer(stable, before.result, result, scale)
      const step = {
        sdk: run.sdk,
        scenario: result.id,
        gateway: result.gateway,
        from: before.run.version,
        to: run.version,
      }
      const [on, line] = [walk.on(before.run, run), walk.line(before.run, run)]
      return [
        {
          ...named(step, told, on ? [on] : []),
          ...(on ? { on } : {}),
          ...(line ? { line } : {}),
          ...(told.decided ? { decided: told.decided } : {}),
          steppedOver: before.steppedOver,
        },
      ]
    })
  })
  return [...wires, ...runs.flatMap((run, index) => reachDrift(run, earlier(index), runs, scale, walk))]
}

const NOTHING: readonly RawDrift[] = []

/** What a version tried beyond what it may it tried in no scenario of its own; it stands at the first that both have. */
const reachDrift = (
  run: RunResult,
  earlier: Iterable<number>,
  runs: readonly RunResult[],
  scale: Scale,
  walk: Walk,
): readonly RawDrift[] => {
  if (!run.reached) return []
  const passed = [...earlier]
  const at = passed.findIndex((index) => runs[index]?.status === 'measured')
  const before = runs[passed[at] ?? -1]
  const place = run.scenarios.find(
    ({ id, gateway, status }) =>
      status === 'measured' && before?.scenarios.some((one) => one.id === id && one.gateway === gateway),
  )
  const changes = diffReaches(before?.reached ?? [], run.reached)
  if (!before || !place || changes.length === 0) return []
  const step = { sdk: run.sdk, scenario: place.id, gateway: place.gateway, from: before.version, to: run.version }
  const [on, line] = [walk.on(before, run), walk.line(before, run)]
  return [
    {
      ...rawDrift(step, changes, [], scale, [...(on ? [on] : []), 'reach']),
      ...(on ? { on } : {}),
      ...(line ? { line } : {}),
      steppedOver: passed
        .slice(0, at)
        .toReversed()
        .flatMap((index) => runs[index] ?? [])
        .map(walk.name),
    },
  ]
}

/**
 * What differs in one place of a step, weighed.
 * @param exchanges of the newer side: the changes count in them
 * @param more what else tells it from another of the same step and place
 */
export const rawDrift = (
  step: Pick<RawDrift, 'sdk' | 'scenario' | 'gateway' | 'from' | 'to'>,
  differences: readonly Difference[],
  exchanges: readonly WireExchange[],
  scale: Scale,
  more: readonly unknown[] = [],
): RawDrift => named(step, whatDiffers(differences, exchanges, scale, step), more)

const named = (
  step: Pick<RawDrift, 'sdk' | 'scenario' | 'gateway' | 'from' | 'to'>,
  { severity, changes, beside }: WhatDiffers,
  more: readonly unknown[],
): RawDrift => ({
  ...step,
  id: `d-${stableId(JSON.stringify([step.sdk, step.scenario, step.gateway, step.from, step.to, ...more]))}`,
  steppedOver: [],
  ...{ severity, changes, beside },
})

const isSameCell = (a: ScenarioResult | undefined, b: ScenarioResult): boolean =>
  a !== undefined && a.id === b.id && a.gateway === b.gateway

/** Versions are mostly measured in the same cells in the same order. */
const inCell = (cell: ScenarioResult, place: number, { scenarios }: RunResult): ScenarioResult | undefined =>
  isSameCell(scenarios[place], cell) ? scenarios[place] : scenarios.find((one) => isSameCell(one, cell))

type Earlier = { readonly run: RunResult; readonly result: MeasuredResult; readonly steppedOver: readonly string[] }

const lastMeasured = (
  runs: readonly RunResult[],
  earlier: Iterable<number>,
  cell: ScenarioResult,
  place: number,
  { name }: Walk,
): Earlier | null => {
  const passed: number[] = []
  for (const at of earlier) {
    const run = runs[at]
    const result = run && inCell(cell, place, run)
    if (run && result?.status === 'measured') {
      const between = passed.filter((one) => one > at).toSorted((a, b) => a - b)
      return { run, result, steppedOver: between.flatMap((one) => runs[one] ?? []).map(name) }
    }
    passed.push(at)
  }
  return null
}

const lineOf = (from: RunResult, to: RunResult): StepLine | null =>
  from.line && to.line
    ? {
        from: from.line.name,
        to: to.line.name,
        across: Date.parse(from.publishedAt ?? '') > Date.parse(to.publishedAt ?? ''),
      }
    : null

/** Through the versions of an SDK, on what is there. */
export const throughVersions: Walk = {
  name: ({ version }) => version,
  on: () => undefined,
  line: lineOf,
  earlier: earlierIn,
}
