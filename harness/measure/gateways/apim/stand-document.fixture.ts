import { BUILT_IN, type PolicyDocument } from '../../../model/policy-document.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import { startAuthority } from '../../credentials/authority.ts'
import { mintCredentials } from '../../credentials/mint.ts'
import { ANSWERED_BY } from '../answered-by.ts'
import { loadMsw } from '../msw.ts'
import { documentHandlers, type Told } from './run-document.ts'

/** An API without an address of its own, whose caller shows no subscription key. */
export const openSettings: PolicySettings = {
  namedValues: {},
  subscription: {
    required: false,
    header: 'Ocp-Apim-Subscription-Key',
    query: 'subscription-key',
    credentials: ['subscription-key', 'api-key'],
    id: 'harness',
    name: 'harness',
    askedAt: { file: BUILT_IN, line: 1, column: 1 },
  },
  product: null,
  user: null,
  api: { id: 'api', name: 'api', path: '', serviceUrl: '', version: null, revision: '1' },
  operations: [],
  paths: 'any',
  rateLimits: 'sliding-window',
  deployment: { region: 'Loopback', serviceName: 'harness', gatewayId: 'managed' },
  ipAddress: '127.0.0.1',
  backends: {},
  backend: 'model',
  tokenClaims: null,
  stubs: [],
}

type Asked = {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** An authority and credentials, and any document as a gateway that is asked as a client asks it. */
export const standAnywhere = async (settings: Partial<PolicySettings> = {}) => {
  const { getResponse } = await loadMsw()
  const authority = await startAuthority()
  const credentials = await mintCredentials(authority)
  const standing = (document: PolicyDocument) => {
    const told: Told[] = []
    const options = { now: () => new Date('2026-01-01T00:00:00Z'), onTrace: (one: Told) => told.push(one) }
    const handlers = documentHandlers(document, { ...openSettings, ...settings }, { credentials, authority }, options)
    return async ({ method = 'POST', path = CHAT, headers = {}, body = '{"model":"m"}' }: Asked = {}) => {
      const sent = method === 'GET' || method === 'HEAD' ? {} : { body }
      const response = await getResponse(
        handlers,
        new Request(`http://127.0.0.1:9${path}`, { method, headers, ...sent }),
      )
      if (!response) throw new Error('the gateway said nothing')
      const by = response.headers.get(ANSWERED_BY)
      const last = told.at(-1)
      const pieces: string[] = []
      for await (const piece of response.body ?? []) pieces.push(new TextDecoder().decode(piece))
      return { status: response.status, by, headers: response.headers, text: pieces.join(''), pieces, told: last }
    }
  }
  return {
    authority,
    credentials,
    standing,
    ask: (document: PolicyDocument, asked: Asked) => standing(document)(asked),
  }
}

/** One document as a gateway. */
export const standDocument = async (document: PolicyDocument, settings: Partial<PolicySettings> = {}) => {
  const { authority, credentials, standing } = await standAnywhere(settings)
  return { authority, credentials, ask: standing(document) }
}

const CHAT = '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21'
