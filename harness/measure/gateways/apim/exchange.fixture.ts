import type { PolicyElement } from '../../../model/policy-document.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import { freshExchange } from './begin-exchange.ts'
import { compilerOf } from './compile.ts'
import type { GatewayExchange, ResponseMessage } from './exchange.ts'
import { fieldsOf } from './fields.ts'
import { blankResponse } from './messages.ts'
import { policyKinds } from './policies/index.ts'
import type { Flow, Tools } from './policy.ts'
import { openSettings } from './stand-document.fixture.ts'

type Over = Partial<Omit<GatewayExchange, 'request' | 'settings'>> & {
  readonly url?: string
  readonly method?: string
  readonly fields?: Readonly<Record<string, string>>
  readonly body?: string
  readonly settings?: Partial<PolicySettings>
}

/** A request that has come in, as it stands before a policy. */
export const anExchange = ({
  url,
  method = 'POST',
  fields = {},
  body,
  settings,
  ...over
}: Over = {}): GatewayExchange => {
  const fresh = freshExchange({
    settings: { ...openSettings, ...settings },
    id: '5dd71f70-0000-4000-8000-000000000001',
    now: () => new Date('2026-01-01T00:00:00Z'),
    method,
    url: new URL(url ?? 'http://gateway.test/openai/chat?a=1'),
    fields: fieldsOf(Object.entries(fields)),
    body: bytes(body),
  })
  return { ...fresh, ...over }
}

/** An answer that the backend has given. */
export const anAnswer = (
  status: number,
  fields: Readonly<Record<string, string>> = {},
  body?: string,
): ResponseMessage => ({ ...blankResponse(status), fields: fieldsOf(Object.entries(fields)), body: bytes(body) })

const bytes = (text: string | undefined): Uint8Array | null =>
  text === undefined ? null : new TextEncoder().encode(text)

export const textIn = (body: Uint8Array | null | undefined): string | null =>
  body ? new TextDecoder().decode(body) : null

/** Runs policies over an exchange, as a section of a document does. Every credential is called what its role is. */
export const runPolicies = (
  elements: readonly PolicyElement[],
  exchange: GatewayExchange,
  tools: Partial<Tools> = {},
): Flow | Promise<Flow> => {
  const context: Tools['context'] = {
    credentials: { of: (role: string) => `the-${role}`, roles: [] },
    authority: { issuer: '', openidConfigUrl: '', audience: '' },
  }
  const compile = compilerOf(policyKinds, (compileAll) => ({
    context,
    memory: new Map(),
    forward: () => Promise.resolve(anAnswer(200)),
    ask: () => null,
    ...tools,
    compileAll,
  }))()
  return compile(elements)(exchange)
}
