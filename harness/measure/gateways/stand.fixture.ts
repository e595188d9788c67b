import { clock } from '../../edges/clock.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import { startAuthority } from '../credentials/authority.ts'
import { mintCredentials } from '../credentials/mint.ts'
import { ANSWERED_BY } from './answered-by.ts'
import type { Gateway, GatewayContext } from './gateway.ts'
import { loadMsw } from './msw.ts'

type Ask = {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>> | [string, string][]
  readonly body?: unknown
}

type Said = { readonly status: number; readonly by: string | null; readonly body: unknown; readonly headers: Headers }

/** A gateway with an authority and credentials of its own, asked as a client asks it. */
export const stand = async (
  gateway: Gateway,
  settings: GatewaySettings = {},
  answers: GatewayContext['answers'] = [],
) => {
  const { getResponse } = await loadMsw()
  const authority = await startAuthority(undefined, clock.now)
  const credentials = await mintCredentials(authority)
  const handlers = gateway.handlers({ credentials, authority, settings, answers })

  const respond = async (request: Request): Promise<Response> => {
    const response = await getResponse(handlers, request)
    if (!response) throw new Error('the gateway said nothing')
    return response
  }

  const ask = async ({
    method = 'POST',
    path = CHAT,
    headers = {},
    body = { model: 'm' },
  }: Ask = {}): Promise<Said> => {
    const fields = new Headers(headers)
    const sent = method === 'GET' ? {} : { body: Buffer.isBuffer(body) ? body : JSON.stringify(body) }
    const response = await respond(new Request(`http://127.0.0.1:9${path}`, { method, headers: fields, ...sent }))
    const said = { status: response.status, by: response.headers.get(ANSWERED_BY), headers: response.headers }
    return { ...said, body: await response.json() }
  }

  return { authority, credentials, ask, respond }
}

const CHAT = '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21'
