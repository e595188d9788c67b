import type { Answer } from '../../edges/network.ts'

/** Why an answer is of no use, to go on after a colon. */
export const whyNot = (answer: Exclude<Answer, { kind: 'ok' }>): string => {
  switch (answer.kind) {
    case 'unreachable':
      return answer.why
    case 'status':
      return `the registry answered with status ${answer.status}`
    case 'not-modified':
      return 'the registry says that nothing changed'
  }
}
