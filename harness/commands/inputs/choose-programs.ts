import picomatch from 'picomatch'
import { type Fault, UserError } from '../../errors.ts'
import { VARIANTS } from '../../model/cell.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { Program } from '../../model/program.ts'
import type { Scenario } from '../../model/scenario.ts'
import { programOf } from './own-command.ts'

/**
 * The options' scenarios as scenario files and the matrix know them: a command runs alone unless some are named beside it.
 * @throws UserError when the command is named and there is none
 */
export const besideCommand = <T extends Pick<MeasureOptions, 'scenario' | 'command'>>(options: T, place: Place): T => {
  const { scenario, command } = options
  if (programOf(command, place))
    return { ...options, scenario: (scenario ?? []).filter((wish) => wish !== YOUR_COMMAND) }
  if (!scenario?.includes(YOUR_COMMAND)) return options
  throw new UserError('options/no-command', {
    what: 'There is no command of yours.',
    where: `--scenario ${YOUR_COMMAND}`,
    hint: 'It stands behind --, for example: -- node smoke.mjs',
  })
}

/** The matrix with the command for each of its SDKs. */
export const withCommand = (matrix: Matrix, own: Program | null): Matrix =>
  own === null
    ? matrix
    : {
        ...matrix,
        sdks: matrix.sdks.map(({ programs = [], ...sdk }) => ({
          ...sdk,
          programs: [own, ...programs.filter(({ id }) => id !== own.id)],
        })),
      }

/**
 * The matrix with the programs that are to run: the command, and those of each SDK that the wishes fit.
 * @param wishes ids and globs; default: all that the matrix has
 * @throws UserError for one that is called as a scenario is: results would be ambiguous
 */
export const withPrograms = (
  matrix: Matrix,
  own: Program | null,
  wishes: readonly string[] | undefined,
  scenarios: readonly Scenario[],
): Matrix => {
  const { sdks } = withCommand({ ...matrix, sdks: matrix.sdks.map((sdk) => withWished(sdk, wishes)) }, own)
  const taken = new Set(scenarios.flatMap(({ id }) => VARIANTS.map((variant) => id + variant)))
  const faults = sdks.flatMap(({ id: sdk, programs = [] }) =>
    programs.flatMap(({ id }): readonly Fault[] =>
      taken.has(id)
        ? [{ what: `The program "${id}" of ${sdk} is called as a scenario is.`, hint: 'Give one of them another id.' }]
        : [],
    ),
  )
  if (faults.length > 0) throw new UserError('options/program-id', faults)
  return { ...matrix, sdks }
}

/** An SDK with those of its programs that the wishes fit; default: all. */
export const withWished = ({ programs = [], ...sdk }: MatrixSdk, wishes: readonly string[] | undefined): MatrixSdk => ({
  ...sdk,
  programs: programs.filter(({ id }) => wishes?.some((wish) => picomatch.isMatch(id, wish)) ?? true),
})
