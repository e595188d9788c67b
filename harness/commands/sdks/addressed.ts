import { packageAddress } from '../../ask/matrix/package-address.ts'
import type { Matrix, MatrixSdk, Selector } from '../../model/matrix.ts'
import type { World } from '../../pipeline/world.ts'
import { namedSdk } from './named-sdk.ts'
import { addressParts } from './sdk-at.ts'

/** What is measured of a package that no entry lists, where nobody says which versions. */
const NEWEST: Selector = { newest: 10 }

type Addressed = {
  /** With an entry for each package that is named by its address and was listed by none. */
  readonly matrix: Matrix
  /** The wishes, with ids in the place of addresses. */
  readonly wishes: readonly string[] | undefined
}

/**
 * Wishes for SDKs of which some are packages by their registry's name, with versions behind it or not: `npm:stripe`,
 * `npm:stripe@12.0.0`, `pypi:boto3@>=1.36`. Versions win over those of an entry, and several wishes for one package are one.
 * @throws UserError for a name that no package can have
 */
export const addressed = (
  matrix: Matrix,
  wishes: readonly string[] | undefined,
  families: World['families'],
  cwd: string,
): Addressed => {
  const named = new Map<string, MatrixSdk>()
  const ids = wishes?.map((wish) => {
    const { id, version } = addressParts(wish, cwd)
    if (packageAddress(id) === null) return wish
    const sdk = namedSdk({ ...matrix, sdks: [...matrix.sdks, ...named.values()] }, id, families)
    const versions = [...(named.get(sdk.id)?.versions ?? []), ...(version === undefined ? [] : [version])]
    named.set(sdk.id, { ...sdk, versions })
    return sdk.id
  })
  const isListed = ({ id }: MatrixSdk): boolean => matrix.sdks.some((sdk) => sdk.id === id)
  const asNamed = (sdk: MatrixSdk): MatrixSdk => {
    const versions = named.get(sdk.id)?.versions ?? []
    return versions.length > 0 ? { ...sdk, versions } : sdk
  }
  const others = [...named.values()].filter((sdk) => !isListed(sdk))
  return {
    matrix: {
      ...matrix,
      sdks: [
        ...matrix.sdks.map(asNamed),
        ...others.map((sdk) => (sdk.versions.length > 0 ? sdk : { ...sdk, versions: [NEWEST] })),
      ],
    },
    wishes: ids,
  }
}
