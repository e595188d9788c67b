import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { familyCells } from '../../ask/plan/family-cells.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { World } from '../world.ts'
import type { JudgeRequest } from './judge-request.ts'

/** A scenario as it stands, and as plans read it that asked for every gateway, for the matrix's, or for one alone. */
export const formsOf = (
  { family: id, registry, gateways: own }: MatrixSdk,
  { matrix, scenarios }: JudgeRequest,
  { families, gateways: known }: World,
): ((scenario: string, gateway: string) => readonly Scenario[]) => {
  const family = families[id]
  const plain = new Map(scenarios.map((scenario) => [scenario.id, scenario]))
  const plannedWith = (gateways: readonly string[]): ReadonlyMap<string, Scenario> =>
    new Map(
      (family ? familyCells(family, registry, { scenarios, gateways, patterns: matrix.scenarios }, known) : []).map(
        ({ scenario }) => [scenario.id, scenario],
      ),
    )
  const usual = [plain, plannedWith(Object.keys(known)), plannedWith(chooseGateways(known, own ?? matrix.gateways))]
  const alone = new Map<string, ReadonlyMap<string, Scenario>>()
  return (scenario, gateway) => {
    const one = alone.get(gateway) ?? plannedWith([gateway])
    alone.set(gateway, one)
    return [...usual, one].flatMap((forms) => forms.get(scenario) ?? [])
  }
}
