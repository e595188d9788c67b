import { familyCells } from '../../ask/plan/family-cells.ts'
import { UserError } from '../../errors.ts'
import { splitVariant } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { BisectRequest } from '../../pipeline/bisect/bisect-request.ts'
import { type ChosenGateways, gatewaysFor } from '../../pipeline/plan/gateways-for.ts'
import { programGateways, saysWhich } from '../../pipeline/plan/program-gateways.ts'
import type { Prepared } from '../inputs/prepare.ts'

type Facts = Prepared & { readonly sdk: MatrixSdk; readonly family: Family }

/**
 * What a bisection follows from version to version: one program, or one scenario in one variant.
 * @param pattern a program's id; or a scenario's with its variant, a glob, or the path of a scenario file
 * @throws UserError when that is several, or stands behind none of the gateways
 */
export const followedBy = (
  pattern: string,
  facts: Facts,
): Pick<BisectRequest, 'scenario' | 'gateways' | 'cells' | 'programs'> => {
  const { sdk, family, world } = facts
  const program = sdk.programs?.find(({ id }) => id === pattern)
  if (program === undefined) return followedScenario(pattern, facts)
  const chosen = chosenFor(facts)
  const gateways = programGateways(family, chosen.gateways, chosen.gatewaysChosen, world)
  if (gateways.length > 0) return { scenario: pattern, gateways, cells: [], programs: [program] }
  throw new UserError('bisect/no-cell', {
    what: `${pattern} cannot be measured for ${sdk.id} behind ${namesFor(facts)}.`,
  })
}

const chosenFor = ({ sdk, matrix, gateways, world }: Facts): ChosenGateways =>
  gatewaysFor(sdk, { gateways, gatewaysChosen: saysWhich(matrix.gateways) }, world)

const namesFor = ({ sdk, matrix }: Facts): string => (sdk.gateways ?? matrix.gateways).join(', ')

const followedScenario = (pattern: string, facts: Facts): ReturnType<typeof followedBy> => {
  const { matrix, scenarios, sdk, family, world } = facts
  const { gateways } = chosenFor(facts)
  const scenario = oneOf(scenarios, pattern)
  const [, variant] = splitVariant(pattern)
  const variants = { [sdk.registry]: (family.variants[sdk.registry] ?? []).filter((one) => one === variant) }
  const wanted = { scenarios: [scenario], gateways, patterns: matrix.scenarios }
  const cells = familyCells({ ...family, variants }, sdk.registry, wanted, world.gateways)
  const [first] = cells
  if (first) return { scenario: first.id, gateways: cells.map(({ gateway }) => gateway), cells, programs: [] }
  throw new UserError('bisect/no-cell', {
    what: `${pattern} cannot be measured for ${sdk.id} behind ${namesFor(facts)}.`,
    hint: `It is meant for: ${scenario.behind.join(', ')}.`,
  })
}

const oneOf = (chosen: readonly Scenario[], pattern: string): Scenario => {
  const [only, ...more] = chosen
  if (only && more.length === 0) return only
  throw new UserError('bisect/one-scenario', {
    what: `bisect follows one scenario; ${pattern} picks ${chosen.length}.`,
    where: `--scenario ${pattern}`,
    ...(chosen.length > 0 ? { hint: `They are: ${chosen.map(({ id }) => id).join(', ')}.` } : {}),
  })
}
