import { type FailedAfterYes, isFailedAfterYes } from '../../model/gate.ts'
import type { RunResult } from '../../model/report.ts'
import { isLetIn } from '../verdict/let-in.ts'

/**
 * Programs that went well at the older version and fail by themselves at the newer one, after a yes: perhaps the gateway's
 * answer is not what the newer version expects of its API, and that would be no refusal.
 * @param isProgram whose scenarios are a user's own: of what the families say it is known that they are answered well
 */
export const failedAfterYes = (
  [before, after]: readonly RunResult[],
  isProgram: (scenario: string) => boolean,
): readonly FailedAfterYes[] =>
  (after?.scenarios ?? []).flatMap((one) => {
    if (one.status !== 'measured' || !isProgram(one.id)) return []
    const { id: scenario, gateway, outcome, exchanges } = one
    const answered = exchanges.at(-1)?.response.status ?? null
    if (answered === null || !isFailedAfterYes({ answered, outcome })) return []
    const earlier = before?.scenarios.find((other) => other.id === scenario && other.gateway === gateway)
    return earlier?.status === 'measured' && isLetIn(earlier) ? [{ scenario, gateway, outcome, answered }] : []
  })
