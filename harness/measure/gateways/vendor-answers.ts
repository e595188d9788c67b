import type { GatewayContext } from './gateway.ts'
import { answersInTurn } from './rule-answers.ts'

/**
 * What the API of the SDK that is measured says, where its family says so: the same behind every gateway, since an SDK that
 * validates what it is answered takes no other's.
 */
export const vendorAnswers = ({ answers = [] }: Pick<GatewayContext, 'answers'>): ReturnType<typeof answersInTurn> =>
  answersInTurn(() => 'backend', answers)
