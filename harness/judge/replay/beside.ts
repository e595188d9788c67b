import type { Beside, Standing, WireRequest } from '../../model/replay.ts'
import type { Line } from './steps.ts'
import { isTold } from './steps.ts'

/** Two gateways at one version, scenario by scenario. */
export const besideAt = (version: string, before: readonly Line[], after: readonly Line[]): readonly Beside[] => {
  const then = new Map(before.map((line) => [line.scenario, at(line, version)]))
  const now = new Map(after.map((line) => [line.scenario, at(line, version)]))
  return [...new Set([...then.keys(), ...now.keys()])].map((scenario): Beside => {
    const a = then.get(scenario) ?? NOTHING
    const b = now.get(scenario) ?? NOTHING
    const request = a.request ?? b.request
    return {
      scenario,
      change: changeOf(a.standing, b.standing),
      before: a.standing,
      after: b.standing,
      ...(request ? { request } : {}),
    }
  })
}

type Point = { readonly standing: Standing; readonly request: WireRequest | null }
const NOTHING: Point = { standing: { kind: 'not-tried' }, request: null }

const at = ({ points }: Line, version: string): Point => points.find((point) => point.version === version) ?? NOTHING

const changeOf = (before: Standing, after: Standing): Beside['change'] => {
  if (!isTold(before) || !isTold(after)) return 'cannot-tell'
  if (before.kind !== after.kind) return after.kind === 'refused' ? 'locked-out' : 'let-in-anew'
  return ruleIn(before.by) === ruleIn(after.by) && before.status === after.status ? 'same' : 'other-rule'
}

/** Without the place in its document: a line put in above it, or another name of the file, makes no other rule of it. */
const ruleIn = (by: string): string => by.replace(/^.*?:\d+ (?=[a-z][a-z-]*(?::|$))/, '')
