import type { Gateway } from '../measure/gateways/gateway.ts'
import { cellKey } from '../measure/store/shelf.ts'
import { splitVariant } from '../model/cell.ts'
import type { ScenarioResult } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'

/** A gateway as it was asked for. */
export type NamedGateway = { readonly name: string; readonly gateway: Gateway }

type Some = { readonly version: string; readonly result: ScenarioResult; readonly key?: string; readonly at?: number }

/**
 * By version and scenario the newest result that is of the scenario as it is now. Behind which gateway it was had does not
 * matter: no answer has a part in a first request. Where that gateway is a file that has changed since, the key cannot be
 * compared, and the id has to do.
 * @param formsOf a scenario as plans may have it: whom `vendor` means in it depends on which gateways a run asked for
 */
export const stillHolds = (
  all: readonly Some[],
  formsOf: (scenario: string, gateway: string) => readonly Scenario[],
  gateways: Readonly<Record<string, Gateway>>,
): {
  readonly results: ReadonlyMap<string, ReadonlyMap<string, ScenarioResult>>
  readonly outdated: number
} => {
  const keys = new Map<string, readonly string[] | null>()
  const expected = ({ id, gateway }: ScenarioResult): readonly string[] | null => {
    const name = `${id} ${gateway}`
    const made = keys.get(name)
    if (made !== undefined) return made
    const [scenarioId, variant] = splitVariant(id)
    const behind = gateways[gateway]
    const forms = formsOf(scenarioId, gateway)
    const fresh =
      forms.length === 0 || !behind || behind.own
        ? null
        : forms
            .map((scenario) => ({ scenario, variant, id, gateway }))
            .flatMap((cell) => [cellKey(cell), cellKey(cell, behind.settings, behind.digest)])
    keys.set(name, fresh)
    return fresh
  }
  const best = new Map<string, Map<string, Some>>()
  let outdated = 0
  for (const one of all) {
    const wanted = one.key === undefined ? null : expected(one.result)
    if (one.key !== undefined && wanted !== null && !wanted.includes(one.key)) {
      outdated += 1
      continue
    }
    const at = best.get(one.version) ?? new Map<string, Some>()
    best.set(one.version, at)
    const other = at.get(one.result.id)
    if (!other || better(one, other)) at.set(one.result.id, one)
  }
  const results = new Map(
    [...best].map(([version, at]) => [version, new Map([...at].map(([id, { result }]) => [id, result]))]),
  )
  return { results, outdated }
}

/** One that has a request goes before one that has none. */
const better = (one: Some, other: Some): boolean => {
  const [a, b] = [one.result.status === 'measured', other.result.status === 'measured']
  return a === b ? (one.at ?? 0) > (other.at ?? 0) : a
}
