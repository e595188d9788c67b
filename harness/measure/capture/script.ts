import { pattern } from '../../model/pattern.ts'
import type { AnswerAt, Interlude } from '../../model/scenario.ts'

/** What a scenario scripts for the other side. */
export type Script = { readonly first: readonly Interlude[]; readonly answers?: readonly AnswerAt[] }

type Asked = { readonly method: string; readonly target: string }

/**
 * What each request meets, in the order in which they arrive: by its number, where `first` still says something, else by
 * its path. Every request counts for each answer that its method and path fit, whichever is given. Undefined: the gateway.
 */
export const readScript = ({ first, answers = [] }: Script): ((request: Asked) => Interlude | undefined) => {
  let arrived = 0
  const counted = answers.map((answer) => ({ answer, matcher: pattern(answer.path), times: 0 }))
  return ({ method, target }) => {
    const [path = ''] = target.split('?', 1)
    const fit = counted.filter(
      ({ answer, matcher }) => (answer.method === undefined || answer.method === method) && matcher.test(path),
    )
    for (const one of fit) one.times += 1
    return first[arrived++] ?? fit.find(({ answer: { nth }, times }) => nth === undefined || nth === times)?.answer
  }
}
