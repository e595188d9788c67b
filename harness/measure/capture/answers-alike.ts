import type { Exchange } from '../../model/capture.ts'
import { literally } from '../../model/pattern.ts'
import { answeredBy, heardOf } from './reply.ts'
import type { Turn } from './turn.ts'

/** Asks a gateway: what each request would be answered there; null when its client might have gone on in another way. */
export type AskGateway = (gateway: string) => Promise<readonly Exchange['answered'][] | null>

/** A request as a gateway sees it. */
export type Sent = Pick<Exchange, 'host' | 'origin' | 'secure' | 'certificate' | 'method' | 'target' | 'headers'>

/** Everything that one client sent and was told. */
export type Had = {
  readonly exchanges: readonly Exchange[]
  readonly turns: readonly Turn[]
  /** The path below which its own requests lay. */
  readonly below: string
  /** What else it told. */
  readonly said: string
}

/**
 * What another gateway would have answered to the same client, when that is to the client the very same.
 *
 * What a client does next is decided by what it was told to do and by what it has read. So its first request would be the same
 * behind any gateway; where that is answered alike, so would be the second, and so on, to its end. Alike is what differs in
 * nothing that can be read: status, every field, every byte, and how they come. Who thinks that a field does not matter has
 * looked into some clients, not into all: a challenge, a cookie, a hint to wait are fields. What a scenario has said in the
 * gateway's place is said behind each.
 *
 * Null also where this cannot be told: something did not arrive or leave whole, or the client spoke of its own address in a
 * way that would read otherwise in another cell.
 *
 * @param ask the other gateway's handlers, fresh: what they remember is what these requests tell them
 */
export const answersAlike = async (
  { exchanges, turns, below, said }: Had,
  ask: (sent: Sent, bytes: Buffer) => Promise<Response>,
): Promise<readonly Exchange['answered'][] | null> => {
  if (speaksOf(below, said)) return null
  const answers: Exchange['answered'][] = []
  for (const [index, exchange] of exchanges.entries()) {
    const turn = turns[index]
    if (!turn || isOurs(exchange.answered)) return null
    if (turn.by === 'scenario') {
      answers.push(exchange.answered)
      continue
    }
    const { bytes } = turn
    if (!bytes || speaksOf(below, textOf(exchange, bytes))) return null
    const answer = await ask(exchange, bytes)
    const answered = { status: answer.status, by: answeredBy(answer) }
    if (isOurs(answered) || (await heardOf(answer)) !== turn.heard?.()) return null
    answers.push(answered)
  }
  return answers
}

/** No gateway said this: nobody had an answer, or it never left. */
const isOurs = ({ by }: Exchange['answered']): boolean => by.startsWith('capture: ') || by === 'unanswered'

const textOf = ({ target, headers }: Exchange, bytes: Buffer): string =>
  [target, ...headers.flat(), bytes.toString('latin1')].join('\n')

/** By the path alone, or in another alphabet: a whole URL at a loopback port is the same word in every report. */
const speaksOf = (below: string, text: string): boolean => {
  if (below === '') return false
  return new RegExp(
    `(?<!:\\d{2,5})(?:${literally(below)}|${literally(encodeURIComponent(below))})(?![\\w.-])`,
    'i',
  ).test(text)
}
