import type { Socket } from 'node:net'
import type { Redirect, ScriptedAnswer } from '../../model/scenario.ts'
import { type Received, rawBody } from './body.ts'
import { beginAnswer, resetConnection } from './break-off.ts'
import type { Arrival } from './cells.ts'
import { digestsIn } from './digests-in.ts'
import { isHandshake, welcome } from './handshake.ts'
import { BY } from './interlude.ts'
import type { Incoming, Outgoing } from './message.ts'
import { answeredBy, reply } from './reply.ts'

export type OnTheWire = {
  readonly request: Incoming
  readonly response: Outgoing
  readonly connection: Socket
  /** Fields of the answer that say what becomes of the connection. */
  readonly more: Readonly<Record<string, string>>
}

/**
 * Answers a request of a cell, or leaves it as its script says, and notes which; before the first byte of the answer leaves,
 * since a client that has it may be done, and its cell taken, at once.
 * @param react what is answered, by an interlude or without one
 */
export const answerArrival = async (
  arrival: Arrival,
  { state, bytes }: Received,
  react: (interlude: ScriptedAnswer | Redirect | undefined) => Promise<Response>,
  { request, response, connection, more }: OnTheWire,
): Promise<void> => {
  const { draft, turn, interlude } = arrival
  // Of what did not arrive whole no coding can be undone, which is nobody's fault.
  draft.body = rawBody(bytes, state === 'whole' ? draft.headers : [], arrival.keepsText)
  const digests = state === 'whole' ? digestsIn(bytes, draft.headers) : undefined
  if (digests) draft.digests = digests
  if (state !== 'whole') {
    draft.answered = { status: 0, by: `capture: ${state}` }
    request.socket.destroy()
    return
  }
  if (interlude && 'hang' in interlude) {
    const isBegun = interlude.hang === 'after-headers'
    draft.answered = isBegun
      ? { status: 200, by: `${BY}: no end of the answer` }
      : { status: 0, by: `${BY}: no answer` }
    response.on('close', arrival.hang())
    if (isBegun) await beginAnswer(response)
    return
  }
  if (interlude && 'reset' in interlude) {
    const status = interlude.reset === 'before-headers' ? 0 : 200
    draft.answered = { status, by: `${BY}: reset ${interlude.reset.replace('-', ' ')}` }
    await resetConnection(interlude.reset, response, connection)
    return
  }
  const reaction = await react(interlude && 'pass' in interlude ? undefined : interlude)
  draft.answered = { status: reaction.status, by: answeredBy(reaction) }
  if (reaction.ok && isHandshake(request)) {
    // What is heard stays unknown, so that no other gateway is said to have answered the same: each is asked itself.
    draft.answered = { status: 101, by: answeredBy(reaction) }
    welcome(request, response)
    arrival.settle()
    return
  }
  const onHeard = (heard: () => string): void => {
    turn.heard = heard
    if (arrival.keeps(bytes.length)) turn.bytes = bytes
  }
  await reply(reaction, response, onHeard, more)
}
