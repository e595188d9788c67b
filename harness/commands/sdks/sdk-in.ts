import { ecosystems } from '../../ecosystems/index.ts'
import { run } from '../../edges/process.ts'
import { UserError } from '../../errors.ts'
import { openLocal } from '../../measure/install/local.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { Sdk } from '../../model/sdk.ts'

/**
 * Which SDK of the matrix lies in a folder, tarball or wheel, by what its manifest calls itself.
 * @throws UserError when it cannot be read (`local/…`), is none of them, or is several
 */
export const sdkIn = async (path: string, matrix: Matrix, { env }: Place): Promise<string> => {
  const { manifests, words } = await openLocal(path, { run, env })
  const broken = manifests.find((one) => one.broken !== null)
  const named = manifests.filter((one) => one.name !== null)
  if (named.length === 0)
    throw new UserError('local/nameless', {
      what: broken ? `not readable: ${broken.broken}` : `${words} does not say which package it is.`,
      ...(broken ? { where: `${words}: ${broken.file}` } : {}),
    })
  const found = matrix.sdks.filter((sdk) =>
    named.some(({ registry, name }) => registry === sdk.registry && name !== null && isName(sdk, name)),
  )
  const [first] = found
  if (first && found.length === 1) return first.id
  const ids = (first ? found : matrix.sdks).map(({ id }) => id)
  throw new UserError('options/which-sdk', {
    what: first
      ? `${words} could be ${ids.join(' or ')}.`
      : `${words} holds ${named.map(({ name }) => name).join(' and ')}, which is no SDK of ${matrix.file ?? 'the built-in list'}.`,
    hint: first ? 'Name the SDK before the options.' : `Known SDKs: ${ids.join(', ')}. List it in matrix.json.`,
  })
}

const isName = ({ registry, package: own }: Pick<Sdk, 'registry' | 'package'>, name: string): boolean =>
  ecosystems[registry].normalName(name) === ecosystems[registry].normalName(own)
