import { UserError } from '../../errors.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import { knownHint } from './nearest.ts'

/**
 * The SDK of the matrix with this id.
 * @throws UserError with the nearest known id
 */
export const pickSdk = (matrix: Pick<Matrix, 'sdks'>, id: string): MatrixSdk => {
  const found = matrix.sdks.find((sdk) => sdk.id === id)
  if (found) return found
  const ids = matrix.sdks.map((sdk) => sdk.id)
  const ofPackage = matrix.sdks.filter((sdk) => sdk.package === id).map((sdk) => sdk.id)
  throw new UserError('options/unknown-sdk', {
    what: `No SDK is called "${id}".`,
    hint:
      ofPackage.length > 0
        ? `It is the package of ${ofPackage.join(' and ')}: name one of these.`
        : knownHint(id, ids, 'SDKs'),
  })
}
