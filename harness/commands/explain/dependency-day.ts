import { ecosystems } from '../../ecosystems/index.ts'
import type { DependencyDay } from '../../model/explanation.ts'
import type { MatrixSdk } from '../../model/matrix.ts'

/** Which day's dependencies a version of this SDK gets. */
export const dependencyDay = ({ registry, resolve }: Pick<MatrixSdk, 'registry' | 'resolve'>): DependencyDay =>
  resolve === 'today' ? 'today' : ecosystems[registry].datesVersions ? 'release-day' : 'install-day'
