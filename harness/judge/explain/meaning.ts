import type { Outcome } from '../../model/capture.ts'
import { messageOf } from './words.ts'

export type Failure = Extract<Outcome, { kind: 'error' }>

/**
 * What an error says, without what SDKs and languages wrap around a gateway's message: its JSON, Python's spelling of a
 * dict, the error's name before it. A text that was cut within the message counts to its end.
 */
export const coreOf = (text: string): string => MESSAGE.exec(text)?.[2] ?? text.replace(NAME, '')

/** Texts are the same error when status, the gateway's own code and meaning are: punctuation and wrapping are not. */
export const meaningOf = ({ name, message, status }: Failure): string => {
  const words = messageOf(coreOf(message || name)).words.map(({ text }) => text)
  const code = CODE.exec(message)?.[1]
  return JSON.stringify([status ?? null, code === String(status) ? null : (code ?? null), words])
}

/** Tells no more than its status: the SDK did not hand the gateway's words on. */
export const isMute = ({ message, status }: Failure): boolean =>
  status !== undefined && messageOf(message).words.every(({ text }) => text === String(status) || MUTE.has(text))

const MESSAGE = /["']message["']\s*:\s*(["'])((?:\\.|(?!\1).)*)/su
const NAME = /^\s*(?:Uncaught\s+)?(?:[A-Za-z_$][\w.$]*)?(?:Error|Exception)\s*:\s*/u
const CODE = /["']code["']\s*:\s*["']([\w.-]+)["']/u
/** Of "401 status code (no body)" and "Error code: 500". */
const MUTE: ReadonlySet<string> = new Set(['status', 'code', 'no', 'body', 'error'])
