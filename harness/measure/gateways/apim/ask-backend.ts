import type { RequestHandler } from 'msw'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import { answer } from '../answered-by.ts'
import { anthropic } from '../anthropic.ts'
import { anyAnswer } from '../any-answer.ts'
import { azureOpenai } from '../azure-openai.ts'
import { completionOf } from '../backend.ts'
import { dressed } from '../dress.ts'
import { foundry } from '../foundry.ts'
import type { Gateway, GatewayContext } from '../gateway.ts'
import { msw } from '../msw.ts'
import { openai } from '../openai.ts'
import { operationOf } from '../operation.ts'
import { vendorAnswers } from '../vendor-answers.ts'
import { sayBy } from './answering.ts'
import type { Fields, GatewayExchange, ResponseMessage } from './exchange.ts'
import { fieldsOf, fieldText } from './fields.ts'
import { blankResponse, headersOf, responseMessage } from './messages.ts'
import { withOwnKeys } from './own-keys.ts'
import { inPieces } from './pieces.ts'

const DECODER = new TextDecoder()
const ENCODER = new TextEncoder()

type Ask = (request: Request) => Response | Promise<Response>

/** What stands behind: the same that the ready gateways have behind them, with its own check of the credential that arrives there. */
export const backendOf = (
  settings: PolicySettings,
  context: GatewayContext,
): ((exchange: GatewayExchange) => Promise<ResponseMessage>) => {
  const { backend } = settings
  if (backend === 'model' || backend === 'any') return anyModel(vendorAnswers(context))
  const ask = checked(CHECKED[backend], context)
  const taken = withOwnKeys(settings, context)
  return async (exchange) => responseMessage(await ask(asked(exchange, taken)))
}

const CHECKED = { 'azure-openai': azureOpenai, openai, anthropic, foundry } satisfies Readonly<Record<string, Gateway>>

/** It lets in whoever comes, so it is asked without a message of HTTP being made, read and thrown away. */
const anyModel =
  (vendor: ReturnType<typeof vendorAnswers>) =>
  (exchange: GatewayExchange): Promise<ResponseMessage> => {
    const { method, url, fields, body } = exchange.request
    const own = vendor({ method, url: url.href })
    if (own) return responseMessage(own)
    const operation = operationOf({ method, url: url.href })
    if (operation === null || operation === 'other') return responseMessage(anyAnswer(asked(exchange)))
    const { type, texts } = completionOf(operation, DECODER.decode(body ?? undefined))
    const dress = dressed('azure', { headers: { get: (name) => fieldText(fields, name) } })
    const response = {
      ...blankResponse(200),
      fields: fieldsOf(Object.entries({ ...dress, ...type })),
      body: bodyOf(texts),
    }
    return Promise.resolve(sayBy(response, 'backend'))
  }

const bodyOf = (texts: readonly string[]): Uint8Array => {
  const [only, ...more] = texts.map((text) => ENCODER.encode(text))
  return only && more.length === 0 ? only : inPieces([...(only ? [only] : []), ...more])
}

const checked = (gateway: Gateway, context: GatewayContext): Ask => {
  let handlers: RequestHandler[] | undefined
  return async (request) => {
    handlers ??= gateway.handlers(context)
    const response = await msw().getResponse(handlers, request)
    return response ?? answer(`${gateway.id}: no such path`, 404, { error: { message: 'Resource not found' } })
  }
}

/** What is sent to the backend: the request as the policies have left it. */
const asked = (
  { request: { method, url: address, fields, body } }: GatewayExchange,
  taken: (fields: Fields) => Fields = (same) => same,
): Request => {
  const url = new URL(address)
  // Fetch refuses an address with a user in it; a gateway sends that apart from it.
  url.username = ''
  url.password = ''
  const sent = body !== null && !BODILESS.has(method) ? { body: body.slice() } : {}
  return new Request(url, { method, headers: headersOf(taken(fields)), ...sent })
}

/** Fetch lets these carry no body. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD'])
