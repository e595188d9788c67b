import { WholeAnswer } from './whole-answer.ts'

/**
 * The field in which a gateway tells the capture which of its rules spoke. Taken off before the answer reaches the
 * socket: no SDK ever sees it.
 */
export const ANSWERED_BY = 'x-sdkdrift-by'

/** A JSON answer that says who gave it. */
export const answer = (
  by: string,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new WholeAnswer(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers, [ANSWERED_BY]: by },
  })
