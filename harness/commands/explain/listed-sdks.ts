import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Subject } from './subject.ts'

/**
 * What is measured when nothing says which versions: those of the matrix with those that the project has installed; of
 * SDKs that the project does not use only when it uses none, or when they are wished for.
 * @throws UserError for an SDK that is wished for and has no version in either
 */
export const listedSdks = ({ matrix, known, locked }: Subject, wished: boolean): readonly MatrixSdk[] => {
  const all = known.map((sdk) => ({ ...sdk, versions: [...sdk.versions, ...(locked.get(sdk.id) ?? [])] }))
  const used = all.filter(({ id }) => (locked.get(id) ?? []).length > 0)
  if (!wished) return used.length > 0 ? used : matrix.sdks
  const listed = all.filter(({ versions }) => versions.length > 0)
  if (listed.length > 0) return listed
  throw new UserError('explain/no-versions', {
    what: `The matrix lists no version of ${known.map(({ id }) => id).join(', ')}, and this project has none installed.`,
    hint: 'Name versions: --from OLD --to NEW.',
  })
}
