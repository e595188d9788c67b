import { sdkId } from '../../ecosystems/sdk-id.ts'
import type { Family } from '../../model/family.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { REGISTRIES } from '../../model/sdk.ts'

/** The SDKs of the matrix, and every other package that a family knows: `openai-node`, `openai-python`. */
export const knownSdks = (
  listed: readonly MatrixSdk[],
  families: Readonly<Record<string, Family>>,
): readonly MatrixSdk[] => {
  const known = Object.values(families).flatMap(({ id, packages }) =>
    REGISTRIES.flatMap((registry) =>
      (packages[registry] ?? []).map(
        (name, _, all): MatrixSdk => ({
          id: sdkId(registry, all.length === 1 ? id : name),
          registry,
          package: name,
          family: id,
          versions: [],
          include: [],
          resolve: 'release-day',
        }),
      ),
    ),
  )
  const isListed = (sdk: MatrixSdk): boolean =>
    listed.some((one) => (one.registry === sdk.registry && one.package === sdk.package) || one.id === sdk.id)
  return [...listed, ...known.filter((sdk) => !isListed(sdk))]
}
