import type { z } from 'zod'
import type { GatewayRules, RuleAnswer } from '../../model/gateway-rules.ts'
import { harAnswersSchema } from '../recordings/har-schema.ts'
import { readAs } from './read-as.ts'

/** A recorded path is meant as it stands. */
type Recorded = RuleAnswer & { readonly path: { readonly exact: string } }

type Entry = z.output<typeof harAnswersSchema>['log']['entries'][number]

/**
 * A recording as a gateway that wants nothing: each method and path is answered with the status and the content that
 * were recorded for it; a repeated one in the order of the recording, the last for good. Other fields of the answers stay
 * out: a recorded `location` would lead to the real service, a recorded length or encoding would not be true.
 * @param file its path as messages name it
 * @throws UserError with every fault of the file, each with line and column
 */
export const parseHar = (text: string, file: string): GatewayRules => {
  const answers = readAs(harAnswersSchema, text, file).log.entries.flatMap(answerOf)
  return {
    wants: null,
    credential: [],
    answers: answers.map((answer, index) => {
      const isSame = ({ method, path }: Recorded) => method === answer.method && path.exact === answer.path.exact
      return answers.slice(index + 1).some(isSame)
        ? { ...answer, time: answers.slice(0, index + 1).filter(isSame).length }
        : answer
    }),
  }
}

/** None of an entry that got no final answer (a blocked request has status 0), or that was no request over HTTP. */
const answerOf = ({ request, response: { status, content } }: Entry, index: number): readonly Recorded[] => {
  const url = URL.parse(request.url)
  if (!url?.protocol.startsWith('http') || !Number.isInteger(status) || status < 200 || status > 599) return []
  return [
    {
      name: `log.entries[${index}]`,
      method: request.method,
      path: { exact: url.pathname },
      status,
      ...(FIELD_VALUE.test(content?.mimeType ?? '') ? { headers: { 'content-type': content?.mimeType ?? '' } } : {}),
      ...(typeof content?.text === 'string' ? { body: content.text } : {}),
      ...(content?.encoding === 'base64' ? { base64: true } : {}),
    },
  ]
}

/** What can stand in a field, and is something. */
const FIELD_VALUE = /^[\x21-\x7e][\x20-\x7e]*$/
