import type { DependencyDay } from '../../model/explanation.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Report } from '../../model/report.ts'

/** Which day's dependencies the versions of a report had; where dates are not to be believed, those of the installation. */
export const dependencyDay = (
  { id, resolve }: Pick<MatrixSdk, 'id' | 'resolve'>,
  { runs }: Pick<Report, 'runs'>,
): DependencyDay => {
  if (resolve === 'today') return 'today'
  const own = runs.filter(({ sdk }) => sdk === id)
  return own.some(({ publishedAt, notOfReleaseDay }) => publishedAt === null || notOfReleaseDay !== undefined)
    ? 'install-day'
    : 'release-day'
}
