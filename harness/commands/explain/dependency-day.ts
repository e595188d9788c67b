import { datesOf } from '../../ecosystems/dates.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { DependencyDay } from '../../model/explanation.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { ReleaseList } from '../../model/sdk.ts'

/** Which day's dependencies a version of this SDK gets; where its dates are not to be believed, those of its installation. */
export const dependencyDay = (
  { resolve }: Pick<MatrixSdk, 'resolve'>,
  { registry, releases }: Pick<ReleaseList, 'registry' | 'releases'>,
): DependencyDay => {
  if (resolve === 'today') return 'today'
  return datesOf(releases, ecosystems[registry]).kind === 'follow' ? 'release-day' : 'install-day'
}
