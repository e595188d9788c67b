import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber, attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { PolicyError, type PolicyKind, type Step, type Tools } from '../policy.ts'
import { ANY, BOOLEAN, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { countIn, secondsLeft, windowOf } from '../window.ts'

const SHAPE: ElementShape = {
  attributes: {
    'counter-key': REQUIRED,
    'tokens-per-minute': ANY,
    'token-quota': ANY,
    'token-quota-period': { oneOf: ['Hourly', 'Daily', 'Weekly', 'Monthly', 'Yearly'] },
    'estimate-prompt-tokens': BOOLEAN,
    'retry-after-header-name': ANY,
    'retry-after-variable-name': ANY,
    'remaining-quota-tokens-header-name': ANY,
    'remaining-quota-tokens-variable-name': ANY,
    'remaining-tokens-header-name': ANY,
    'remaining-tokens-variable-name': ANY,
    'tokens-consumed-header-name': ANY,
    'tokens-consumed-variable-name': ANY,
  },
}

const WHY = 'tokens are estimated from the length of the request, four bytes each: no model counts them'

/** Seconds. A month and a year are of 30 and 365 days: no run lasts so long. */
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  yearly: 31_536_000,
}

const kindOf = (name: string): PolicyKind => ({
  name,
  sections: ['inbound'],
  source: `https://learn.microsoft.com/azure/api-management/${name}-policy`,
  standing: () => ({ kind: 'adapted', why: WHY }),
  faults: (element) => shapeFaults(element, SHAPE),
  compile: limitTokens,
})

const limitTokens =
  (element: PolicyElement, tools: Tools): Step =>
  (exchange) => {
    const key = `${element.name} ${attributeText(element, 'counter-key', exchange) ?? ''}`
    const tokens = Math.ceil((exchange.request.body?.length ?? 0) / 4)
    const period = PERIODS[attributeText(element, 'token-quota-period', exchange)?.trim().toLowerCase() ?? ''] ?? 3600
    within(element, tools, exchange, {
      key: `${key} minute`,
      seconds: 60,
      attribute: 'tokens-per-minute',
      tokens,
      status: 429,
    })
    within(element, tools, exchange, {
      key: `${key} quota`,
      seconds: period,
      attribute: 'token-quota',
      tokens,
      status: 403,
    })
    trace(exchange, element, `about ${tokens} tokens`)
    return { kind: 'next' }
  }

type Limit = {
  readonly key: string
  readonly seconds: number
  readonly attribute: 'tokens-per-minute' | 'token-quota'
  readonly tokens: number
  readonly status: number
}

/** What is used up already refuses: the request that goes beyond is let in, as its tokens are known after it. */
const within = (element: PolicyElement, tools: Tools, exchange: GatewayExchange, limit: Limit): void => {
  if (element.attributes[limit.attribute] === undefined) return
  const most = attributeNumber(element, limit.attribute, exchange, 0)
  const window = windowOf(tools, limit.key, limit.seconds, exchange)
  if (window.used >= most) throw exceeded(element, exchange, limit, secondsLeft(window, limit.seconds, exchange))
  countIn(tools, limit.key, window, limit.tokens)
  const name = limit.attribute === 'token-quota' ? 'remaining-quota-tokens' : 'remaining-tokens'
  const variable = attributeText(element, `${name}-variable-name`, exchange)
  if (variable)
    exchange.variables.set(variable, {
      kind: 'number',
      type: 'int',
      value: Math.max(0, most - window.used - limit.tokens),
    })
}

const exceeded = (element: PolicyElement, exchange: GatewayExchange, { status }: Limit, seconds: number): PolicyError =>
  new PolicyError(element, {
    reason: status === 429 ? 'TokenLimitExceeded' : 'TokenQuotaExceeded',
    message: `Token ${status === 429 ? 'limit' : 'quota'} is exceeded. Try again in ${seconds} seconds.`,
    status,
    fields: { [attributeText(element, 'retry-after-header-name', exchange) ?? 'Retry-After']: String(seconds) },
    why: `more tokens than the ${status === 429 ? 'limit' : 'quota'} allows`,
  })

export const llmTokenLimit = kindOf('llm-token-limit')
export const azureOpenaiTokenLimit = kindOf('azure-openai-token-limit')
