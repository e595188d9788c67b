import { diffWires } from '../judge/diff/diff-wires.ts'
import type { Report, RunResult } from '../model/report.ts'

type Noise = NonNullable<Report['noise']>

/** Every field that was not the same in two runs of the same version: what the rules of chance do not cover yet. */
export const noiseBetween = (first: RunResult, second: RunResult): Noise =>
  first.scenarios.flatMap((one): Noise => {
    const other = second.scenarios.find(({ id, gateway }) => id === one.id && gateway === one.gateway)
    const at = { sdk: first.sdk, version: first.version, scenario: one.id, gateway: one.gateway }
    if (other === undefined || one.status !== other.status)
      return [{ ...at, field: 'status', values: [one.status, other?.status ?? 'none'] }]
    if (one.status !== 'measured' || other.status !== 'measured') return []
    return diffWires(one, other).map((change) => ({
      ...at,
      field: change.name === change.kind ? change.kind : `${change.kind} ${change.name}`,
      values: [JSON.stringify(change.before), JSON.stringify(change.after)] as const,
    }))
  })
