import type { Answer } from '../../edges/network.ts'

/** Why an answer is of no use, to go on after a colon. */
export const whyNot = (answer: Exclude<Answer, { kind: 'ok' }>): string => {
  switch (answer.kind) {
    case 'unreachable':
      return answer.why
    case 'status':
      return `the registry answered with ${statusText(answer)}`
    case 'not-modified':
      return 'the registry says that nothing changed'
  }
}

/** A status, and for how long it asks to be left alone. */
export const statusText = ({ status, retryAfterMs }: Extract<Answer, { kind: 'status' }>): string =>
  retryAfterMs === undefined
    ? `status ${status}`
    : `status ${status}, and asks to be left alone for ${Math.ceil(retryAfterMs / 1000)} s`
