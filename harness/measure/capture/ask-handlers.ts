import type { getResponse, RequestHandler } from 'msw'
import { answer } from '../gateways/answered-by.ts'
import { answerOf } from '../gateways/every-request.ts'
import type { Sent } from './answers-alike.ts'
import { askedOf } from './asked-of.ts'
import { orFault } from './or-fault.ts'
import { toRequest } from './to-request.ts'

/** What handlers say to what was captured, by the shortest way that gives the same answer. Never rejects. */
export const askHandlers = (
  ask: typeof getResponse,
  handlers: readonly RequestHandler[],
  url: string,
  sent: Pick<Sent, 'method' | 'headers'>,
  bytes: Buffer,
): Promise<Response> =>
  orFault(async () => {
    const speaks = answerOf(handlers)
    const asked = speaks && askedOf(url, sent, bytes)
    const said = asked ? await speaks(asked) : await ask([...handlers], toRequest(url, sent, bytes))
    return said ?? answer('capture: no handler', 404, {})
  })
