import { isLetIn } from '../../judge/verdict/let-in.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { RunResult } from '../../model/report.ts'
import { programPlaces } from './program-places.ts'

/**
 * A program that is refused at each version, behind each gateway, differs nowhere and says nothing: its results are marked, so
 * that nobody reads a yes in them. A scenario may be refused: it is ours, and means to.
 * @param runs of other SDKs too
 */
export const withRefusals = (
  runs: readonly RunResult[],
  sdks: readonly Pick<MatrixSdk, 'id' | 'programs'>[],
): readonly RunResult[] => {
  const refused = programPlaces(sdks)
  for (const { sdk, scenarios } of runs)
    for (const one of scenarios) if (one.status === 'measured' && isLetIn(one)) refused.delete(`${sdk} ${one.id}`)
  if (refused.size === 0) return runs
  return runs.map((run) => ({
    ...run,
    scenarios: run.scenarios.map((one) =>
      one.status === 'measured' && refused.has(`${run.sdk} ${one.id}`) ? { ...one, neverLetIn: true as const } : one,
    ),
  }))
}
