import type { RuleAnswer } from '../../model/gateway-rules.ts'
import { pattern } from '../../model/pattern.ts'
import type { Asked } from './every-request.ts'
import { said } from './said.ts'

/**
 * What is said to a request: the first answer that fits, null where none does. Every request counts for each answer that
 * its method and path fit, whichever is given.
 * @param nameOf what reports call one
 */
export const answersInTurn = (
  nameOf: (answer: RuleAnswer) => string,
  answers: readonly RuleAnswer[],
): ((request: Shown) => Response | null) => {
  const counted = answers.map((answer) => ({ answer, fits: fitting(answer), times: 0 }))
  return (request) => {
    const fit = counted.filter(({ fits }) => fits(request))
    for (const one of fit) one.times += 1
    const first = fit.find(({ answer: { time }, times }) => time === undefined || time === times)?.answer
    return first ? said(nameOf(first), first) : null
  }
}

/** What of a request decides its answer. */
type Shown = Pick<Asked, 'method' | 'url'>

const fitting = ({ method, path }: RuleAnswer): ((request: Shown) => boolean) => {
  const matcher = 'pattern' in path ? pattern(path.pattern) : null
  return (request) => {
    const { pathname } = new URL(request.url)
    if (method !== undefined && method.toUpperCase() !== request.method.toUpperCase()) return false
    return matcher ? matcher.test(pathname) : 'exact' in path && path.exact === pathname
  }
}
