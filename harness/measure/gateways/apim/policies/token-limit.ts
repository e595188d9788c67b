import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber, attributeText, attributeTruth } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { quotaMeter, rateMeter } from '../meter.ts'
import { CannotTell, PolicyError, type PolicyFault, type PolicyKind, type Step, type Tools } from '../policy.ts'
import { ANY, BOOLEAN, COUNT, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { fieldsToldIn, tellNumber } from './limit-told.ts'
import { QUOTA_PERIODS, quotaPeriod } from './quota-period.ts'
import { usedTokens } from './used-tokens.ts'
import { wantsStream } from './wants-stream.ts'

const SHAPE: ElementShape = {
  attributes: {
    'counter-key': REQUIRED,
    'tokens-per-minute': COUNT,
    'token-quota': COUNT,
    'token-quota-period': { oneOf: QUOTA_PERIODS },
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

const WHY =
  "tokens are those of the usage in the backend's answer, and before it an estimate from the length of the request: four bytes each"

const kindOf = (name: string): PolicyKind => ({
  name,
  sections: ['inbound'],
  source: `https://learn.microsoft.com/azure/api-management/${name}-policy`,
  standing: () => ({ kind: 'adapted', why: WHY }),
  faults: (element) => [...shapeFaults(element, SHAPE), ...limitFaults(element)],
  compile: limitTokens,
})

/** Without a limit it limits nothing, and a quota is one of a period. */
const limitFaults = ({ name, spot, attributes }: PolicyElement): readonly PolicyFault[] => {
  if (attributes['token-quota'] && !attributes['token-quota-period'])
    return [{ spot, what: `<${name}> has "token-quota" without "token-quota-period".` }]
  return attributes['token-quota'] || attributes['tokens-per-minute']
    ? []
    : [{ spot, what: `<${name}> has neither "tokens-per-minute" nor "token-quota".` }]
}

const limitTokens =
  (element: PolicyElement, tools: Tools): Step =>
  (exchange) => {
    const key = `${element.name} ${attributeText(element, 'counter-key', exchange) ?? ''}`
    // Of what is answered as a stream it always is. https://learn.microsoft.com/azure/api-management/llm-token-limit-policy#usage-notes
    const isEstimated =
      attributeTruth(element, 'estimate-prompt-tokens', exchange, false) || wantsStream(exchange.request)
    const estimate = Math.ceil((exchange.request.body?.length ?? 0) / 4)
    // Without an estimate nothing is used up before the answer, and nothing by what is refused on the way.
    const before = isEstimated ? estimate : 0
    const meters = LIMITS.filter(({ attribute }) => element.attributes[attribute]).map((limit) =>
      meterOf(limit, element, tools, key, exchange),
    )
    for (const { limit, left, wait } of meters) {
      if (left() > 0 && !(isEstimated && estimate > left())) continue
      const seconds = wait(isEstimated ? Math.max(1, estimate) : 1)
      tellNumber(element, 'retry-after-variable-name', seconds, exchange)
      tellNumber(element, `${limit.left}-variable-name`, 0, exchange)
      throw exceeded(element, exchange, limit.status, seconds)
    }
    const tell = (): void => {
      for (const { limit, left } of meters) tellNumber(element, `${limit.left}-variable-name`, left(), exchange)
    }
    for (const { count } of meters) count(before)
    tell()
    tellNumber(element, 'tokens-consumed-variable-name', before, exchange)
    let used = before
    exchange.onceAnswered.push(({ body }) => {
      used = usedTokens(body) ?? estimate
      for (const { count } of meters) count(used - before)
      tell()
      tellNumber(element, 'tokens-consumed-variable-name', used, exchange)
    })
    exchange.onAnswer.push(({ fields }) => {
      const values = meters.map(({ limit, left }) => [`${limit.left}-header-name`, left()] as const)
      fieldsToldIn(element, fields, exchange, Object.fromEntries(values))
      fieldsToldIn(element, fields, exchange, { 'tokens-consumed-header-name': used })
    })
    trace(exchange, element, isEstimated ? `about ${estimate} tokens` : 'tokens are counted with the answer')
    return { kind: 'next' }
  }

type Limit = {
  readonly attribute: 'tokens-per-minute' | 'token-quota'
  /** Begins what the attributes are called that name where to tell what is left. */
  readonly left: 'remaining-tokens' | 'remaining-quota-tokens'
  readonly status: 429 | 403
}

const LIMITS: readonly Limit[] = [
  { attribute: 'tokens-per-minute', left: 'remaining-tokens', status: 429 },
  { attribute: 'token-quota', left: 'remaining-quota-tokens', status: 403 },
]

/** One of the limits, as far as it is used up by now. */
const meterOf = (limit: Limit, element: PolicyElement, tools: Tools, prefix: string, exchange: GatewayExchange) => {
  const most = attributeNumber(element, limit.attribute, exchange, 0)
  const isQuota = limit.attribute === 'token-quota'
  const period = isQuota ? periodOf(element, exchange) : { seconds: 60 }
  const key = `${prefix} ${limit.attribute}`
  const meter = () => (isQuota ? quotaMeter : rateMeter)(tools, { key, most, ...period }, exchange)
  return {
    limit,
    left: (): number => Math.max(0, Math.floor(most - meter().used())),
    wait: (tokens: number): number => meter().secondsLeft(tokens),
    count: (tokens: number): void => meter().count(tokens),
  }
}

const periodOf = (element: PolicyElement, exchange: GatewayExchange) => {
  const unit = attributeText(element, 'token-quota-period', exchange)?.trim() ?? ''
  const period = quotaPeriod(unit, exchange.now())
  if (period) return period
  throw new CannotTell(element.spot, `"token-quota-period" comes to "${unit}"`)
}

const exceeded = (
  element: PolicyElement,
  exchange: GatewayExchange,
  status: Limit['status'],
  seconds: number,
): PolicyError =>
  new PolicyError(element, {
    reason: status === 429 ? 'TokenLimitExceeded' : 'TokenQuotaExceeded',
    message: `Token ${status === 429 ? 'limit' : 'quota'} is exceeded. Try again in ${seconds} seconds.`,
    status,
    fields: { [attributeText(element, 'retry-after-header-name', exchange) ?? 'Retry-After']: String(seconds) },
    why: `more tokens than the ${status === 429 ? 'limit' : 'quota'} allows`,
  })

export const llmTokenLimit = kindOf('llm-token-limit')
export const azureOpenaiTokenLimit = kindOf('azure-openai-token-limit')
