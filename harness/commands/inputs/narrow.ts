import picomatch from 'picomatch'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { isGatewayFile, isScenarioFile, scenarioPath } from '../../ask/matrix/own-file.ts'
import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { type Fault, UserError } from '../../errors.ts'
import { VARIANTS } from '../../model/cell.ts'
import type { GatewayFacts } from '../../model/gateway-facts.ts'
import { type Matrix, type MatrixSdk, surrounded } from '../../model/matrix.ts'
import type { MeasureOptions } from '../../model/options.ts'
import type { Scenario } from '../../model/scenario.ts'
import { gatewayName } from './own-gateways.ts'
import { surroundingsOf } from './surroundings.ts'

/** The matrix with the command line's wishes applied; every wish that fits nothing is a fault. */
export const narrow = (
  matrix: Matrix,
  scenarios: readonly Scenario[],
  gateways: Readonly<Record<string, GatewayFacts>>,
  options: MeasureOptions,
  cwd: string,
): Matrix => {
  const faults: Fault[] = [
    ...unknown(
      '--sdk',
      options.sdk,
      matrix.sdks.map(({ id }) => id),
    ),
    ...unknown(
      '--scenario',
      options.scenario?.filter((wish) => !isScenarioFile(wish)),
      [
        ...scenarios.flatMap(({ id }) => VARIANTS.map((variant) => id + variant)),
        '@default',
        ...new Set(scenarios.flatMap(({ group }) => (group ? [`@${group}`] : []))),
        ...matrix.sdks.flatMap(({ programs = [] }) => programs.map(({ id }) => id)),
      ],
    ),
    ...unknown(
      '--gateway',
      options.gateway?.filter((wish) => !isGatewayFile(wish)),
      Object.keys(gateways),
      (wish) => chooseGateways(gateways, [wish]).length > 0,
    ),
  ]
  if (faults.length > 0) throw new UserError('options/unknown-name', faults)
  const { sdk } = options
  const sdks = sdk ? matrix.sdks.filter(({ id }) => sdk.some((wish) => picomatch.isMatch(id, wish))) : matrix.sdks
  const around = surroundingsOf(options)
  return {
    ...matrix,
    sdks: sdks.map((one) => behindNamed(surrounded(one, around), options)),
    around,
    scenarios:
      options.scenario?.map((wish) => (isScenarioFile(wish) ? scenarioPath(wish, cwd) : wish)) ?? matrix.scenarios,
    gateways: (options.gateway ?? matrix.gateways).map(gatewayName),
    accepted: options.accepted === false ? [] : matrix.accepted,
    failOn: options.failOn ?? matrix.failOn,
  }
}

/** What the command line says of gateways is said of every SDK. */
const behindNamed = ({ gateways, ...sdk }: MatrixSdk, options: MeasureOptions): MatrixSdk =>
  options.gateway || !gateways ? sdk : { ...sdk, gateways: gateways.map(gatewayName) }

const unknown = (
  flag: string,
  wishes: readonly string[] | undefined,
  known: readonly string[],
  fits = (wish: string): boolean => known.some((name) => picomatch.isMatch(name, wish)),
): readonly Fault[] =>
  (wishes ?? []).flatMap((wish) =>
    fits(wish)
      ? []
      : [
          {
            what: `"${wish}" fits nothing.`,
            where: `${flag} ${wish}`,
            hint: knownHint(wish, [...new Set(known)], 'names'),
          },
        ],
  )
