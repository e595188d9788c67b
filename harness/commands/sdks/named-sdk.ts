import { packageAddress } from '../../ask/matrix/package-address.ts'
import { pickSdk } from '../../ask/matrix/pick-sdk.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { sdkId } from '../../ecosystems/sdk-id.ts'
import { UserError } from '../../errors.ts'
import { noFamily } from '../../measure/sdks/no-family.ts'
import { type Matrix, type MatrixSdk, placedIn } from '../../model/matrix.ts'
import type { World } from '../../pipeline/world.ts'
import { knownSdks } from './known-sdks.ts'

/**
 * The SDK that a user names: by its id, in the matrix or as a family has it, or by its package (`npm:stripe`), which needs no
 * entry either.
 * @throws UserError with the nearest known id, and how to name a package
 */
export const namedSdk = (
  matrix: Pick<Matrix, 'sdks' | 'around' | 'runtimes'>,
  text: string,
  families: World['families'],
): MatrixSdk => {
  const address = packageAddress(text)
  if (!address) {
    // A matrix of other SDKs makes nobody forget those that are known.
    const sdks = knownSdks(matrix.sdks, families).map((sdk) => placedIn(sdk, matrix))
    if (sdks.some(({ id }) => id === text)) return pickSdk({ sdks }, text)
    throw unknownSdk({ sdks }, text)
  }
  const { registry, package: name } = address
  const ecosystem = ecosystems[registry]
  const listed = matrix.sdks.find(
    (sdk) => sdk.registry === registry && ecosystem.normalName(sdk.package) === ecosystem.normalName(name),
  )
  if (listed) return listed
  return placedIn(
    {
      // An entry with such an id is another package's.
      id: sdkId(registry, name, (id) => matrix.sdks.some((sdk) => sdk.id === id)),
      registry,
      package: name,
      family: Object.values(families).find(({ packages }) => packages[registry]?.includes(name))?.id ?? noFamily.id,
      versions: [],
      include: [],
      resolve: 'release-day',
    },
    matrix,
  )
}

const unknownSdk = ({ sdks }: Pick<Matrix, 'sdks'>, text: string): UserError => {
  try {
    pickSdk({ sdks }, text)
  } catch (error) {
    if (error instanceof UserError)
      return new UserError(
        'options/unknown-sdk',
        error.faults.map(({ hint, ...fault }) => ({
          ...fault,
          hint: `${hint ?? ''} Any package is an SDK by its registry's name, with a command of your own: npm:${text} or pypi:${text}.`.trim(),
        })),
      )
    throw error
  }
  return new UserError('options/unknown-sdk', { what: `No SDK is called "${text}".` })
}
