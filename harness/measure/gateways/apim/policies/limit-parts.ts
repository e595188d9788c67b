import type { PolicyElement } from '../../../../model/policy-document.ts'
import { literalOf } from '../attribute.ts'
import { CannotTell, type Step } from '../policy.ts'
import type { CallLimit } from './limit-calls.ts'

type Refusal = CallLimit['refusal']
type KeyOf = CallLimit['keyOf']

/** Makes the limit of one part: by its own key, refusing as it is told. */
type Limited = (part: PolicyElement, keyOf: KeyOf, refusalOf: (usual: Refusal) => Refusal) => Step

/**
 * The limit of the whole, and those of the API and of the operation that are asked, each for itself. An operation that the
 * settings do not tell is counted too; once that is too many, nobody knows whether it is one of these calls.
 * https://learn.microsoft.com/azure/api-management/quota-policy#elements
 */
export const limitParts = (element: PolicyElement, limited: Limited): Step => {
  const whole = limited(
    element,
    () => '',
    (usual) => usual,
  )
  const parts = element.children.map((api) => ({
    api,
    step: limited(
      partOf(element, api),
      () => `api ${nameOf(api)}`,
      (usual) => usual,
    ),
    operations: api.children.map((operation) => ({
      operation,
      step: limited(
        partOf(element, operation),
        (exchange) => `operation ${nameOf(api)} ${nameOf(operation)} ${exchange.operation === null ? '?' : ''}`,
        (usual) => (part, exchange, seconds) =>
          exchange.operation === null
            ? new CannotTell(part.spot, 'the settings name no operations, so whether this is one of these calls')
            : usual(part, exchange, seconds),
      ),
    })),
  }))
  return async (exchange) => {
    const { api: asked } = exchange.settings
    for (const { api, step, operations } of parts) {
      if (!isNamed(api, asked)) continue
      await step(exchange)
      for (const { operation, step: own } of operations)
        if (exchange.operation === null || isNamed(operation, exchange.operation)) await own(exchange)
    }
    return whole(exchange)
  }
}

/** Its refusal is the whole policy's, at the part's own line. */
const partOf = ({ name }: PolicyElement, part: PolicyElement): PolicyElement => ({ ...part, name })

const nameOf = (part: PolicyElement): string => literalOf(part, 'id') ?? literalOf(part, 'name') ?? ''

/** By id; by name where no id is given. */
const isNamed = (part: PolicyElement, { id, name }: { readonly id: string; readonly name: string }): boolean => {
  const wanted = literalOf(part, 'id')
  return wanted === null ? literalOf(part, 'name') === name : wanted === id
}
