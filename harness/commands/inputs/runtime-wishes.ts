import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import { listed } from '../../model/listed.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import type { MeasureOptions } from '../../model/options.ts'
import { type RuntimeWish, wishIn } from '../../model/runtime-wish.ts'

/**
 * The runtimes that the command line asks for.
 * @throws UserError for a text that names none
 */
export const runtimeWishes = ({ runtime = [] }: Pick<MeasureOptions, 'runtime'>): readonly RuntimeWish[] =>
  runtime.map((text) => {
    const wish = wishIn(text)
    if (wish) return wish
    throw new UserError('options/runtime', {
      what: `"${text}" is no runtime.`,
      where: `--runtime ${text}`,
      hint: 'For example: --runtime "node 22", --runtime "node 22.12.0", --runtime "python 3.11"',
    })
  })

/**
 * Every runtime that the command line asks for runs something that is measured.
 * @throws UserError for one that does not
 */
export const checkRuntimes = (
  options: Pick<MeasureOptions, 'runtime'>,
  sdks: readonly Pick<MatrixSdk, 'id' | 'registry'>[],
): void => {
  const languages = [...new Set(sdks.map(({ registry }) => ecosystems[registry].language))]
  const faults = (options.runtime ?? []).filter((text) =>
    runtimeWishes({ runtime: [text] }).some(({ name }) => !languages.includes(name)),
  )
  if (sdks.length > 0 && faults.length > 0)
    throw new UserError(
      'options/runtime',
      faults.map((text) => ({
        what: `Nothing that is measured runs on ${text}.`,
        where: `--runtime "${text}"`,
        hint: `${sdks.length > 3 ? 'All of it' : listed(sdks.map(({ id }) => id))} runs on ${listed(languages)}.`,
      })),
    )
}

/**
 * For a command that answers one question on one runtime.
 * @throws UserError when several of one language are asked for
 */
export const oneRuntime = (options: Pick<MeasureOptions, 'runtime'>, command: string): void => {
  const wishes = runtimeWishes(options)
  const twice = wishes.find(({ name }, at) => wishes.findIndex((one) => one.name === name) !== at)
  if (twice)
    throw new UserError('options/one-runtime', {
      what: `${command} answers for one ${twice.name}, and ${wishes.filter(({ name }) => name === twice.name).length} are asked for.`,
      where: (options.runtime ?? []).map((text) => `--runtime "${text}"`).join(' '),
      hint: 'Ask for one after the other; sdkdrift diff and sdkdrift matrix compare runtimes.',
    })
}

/** The matrix on the first runtime of each language alone: for a question that is not about runtimes. */
export const onOneAlone = (matrix: Matrix): Matrix => ({
  ...matrix,
  sdks: matrix.sdks.map(({ runtimes, ...sdk }) => {
    const first = runtimes?.filter(({ name }, at) => runtimes.findIndex((one) => one.name === name) === at)
    return first ? { ...sdk, runtimes: first } : sdk
  }),
})
