import type { Gateway } from '../../measure/gateways/gateway.ts'
import { cellKey } from '../../measure/store/shelf.ts'
import { splitVariant } from '../../model/cell.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { KeptByPrograms } from './kept-by-programs.ts'

/** A gateway as it was asked for. */
export type NamedGateway = { readonly name: string; readonly gateway: Gateway }

type Some = { readonly version: string; readonly result: ScenarioResult; readonly key?: string; readonly at?: number }

/**
 * By version and scenario (or program) the newest result that is of it as it is now. Behind which gateway it was had does not
 * matter: no answer has a part in a first request. Where that gateway is a file that has changed since, the key cannot be
 * compared, and the id has to do.
 * @param formsOf a scenario as plans may have it: whom `vendor` means in it depends on which gateways a run asked for
 */
export const stillHolds = (
  all: readonly Some[],
  formsOf: (scenario: string, gateway: string) => readonly Scenario[],
  gateways: Readonly<Record<string, Gateway>>,
  programs: Pick<KeptByPrograms, 'of'> = { of: () => null },
): {
  readonly results: ReadonlyMap<string, ReadonlyMap<string, ScenarioResult>>
  /** How many are left out, by id. */
  readonly outdated: ReadonlyMap<string, number>
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
  const holds = ({ result, key }: Some): boolean => {
    if (key === undefined) return true
    const ofProgram = programs.of(result.id)
    return ofProgram ? ofProgram(key) : (expected(result)?.includes(key) ?? true)
  }
  const best = new Map<string, Map<string, Some>>()
  const outdated = new Map<string, number>()
  for (const one of all) {
    if (!holds(one)) {
      outdated.set(one.result.id, (outdated.get(one.result.id) ?? 0) + 1)
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
