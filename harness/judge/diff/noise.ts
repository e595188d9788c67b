import type { Report, RunResult } from '../../model/report.ts'
import { diffWires } from './diff-wires.ts'
import { subjectOf } from './subject.ts'

type Noise = NonNullable<Report['noise']>

/** The whole cell: measured one time and not the other. */
const STATUS = 'status'

/** Everything that was not the same in two runs of the same version: what the rules of chance do not cover. */
export const noiseBetween = (first: RunResult, second: RunResult): Noise =>
  first.scenarios.flatMap((one): Noise => {
    const other = second.scenarios.find(({ id, gateway }) => id === one.id && gateway === one.gateway)
    const { sdk, version, on } = first
    const at = { sdk, version, ...(on ? { on } : {}), scenario: one.id, gateway: one.gateway }
    if (other === undefined || one.status !== other.status)
      return [{ ...at, field: STATUS, values: [one.status, other?.status ?? 'none'] }]
    if (one.status !== 'measured' || other.status !== 'measured') return []
    return diffWires(one, other).map((change) => ({
      ...at,
      field: subjectOf(change),
      values: [JSON.stringify(change.before), JSON.stringify(change.after)] as const,
    }))
  })

/** Is this, in this cell of this version, not the same from run to run? */
export type Unstable = (at: {
  readonly version: string
  readonly scenario: string
  readonly gateway: string
  readonly subject: string
}) => boolean

/** @param noise of one SDK */
export const unstableIn = (noise: Noise): Unstable => {
  if (noise.length === 0) return () => false
  const known = new Set(noise.map(({ version, scenario, gateway, field }) => keyOf(version, scenario, gateway, field)))
  return ({ version, scenario, gateway, subject }) =>
    known.has(keyOf(version, scenario, gateway, subject)) || known.has(keyOf(version, scenario, gateway, STATUS))
}

const keyOf = (...parts: readonly string[]): string => parts.join('\n')
