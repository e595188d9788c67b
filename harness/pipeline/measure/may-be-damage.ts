import type { Outcomes } from '../../model/capture.ts'
import type { ScenarioResult } from '../../model/report.ts'

type Ended =
  | ({ readonly status: 'measured' } & Pick<Outcomes, 'outcome'>)
  | { readonly status: Exclude<ScenarioResult['status'], 'measured'> }

/**
 * May a program have ended so because a file of the SDK is not as it was installed? A program wraps what it meets in ways of its
 * own, so that this cannot be told by the words: only a call that the gateway refused has another reason for certain.
 */
export const mayBeDamage = (ended: Ended): boolean => {
  switch (ended.status) {
    case 'measured':
      return ended.outcome.kind === 'error' && ended.outcome.status === undefined
    case 'crashed':
    case 'timeout':
    case 'unsupported':
      return true
    case 'too-many-requests':
    case 'malformed-request':
      return false
  }
}
