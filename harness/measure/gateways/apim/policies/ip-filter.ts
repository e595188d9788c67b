import { BlockList, isIP } from 'node:net'
import type { PolicyElement, PolicyText } from '../../../../model/policy-document.ts'
import type { Spot } from '../../../../model/spot.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { CannotTell, PolicyError, type PolicyFault, type PolicyKind } from '../policy.ts'
import { type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const SHAPE: ElementShape = {
  attributes: { action: { required: true, oneOf: ['allow', 'forbid'] } },
  children: { address: { text: 'must' }, 'address-range': { attributes: { from: REQUIRED, to: REQUIRED } } },
  wants: ['address', 'address-range'],
}

export const ipFilter: PolicyKind = {
  name: 'ip-filter',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/ip-filter-policy',
  standing: () => ({
    kind: 'adapted',
    why: 'the caller has the ipAddress of the settings, 127.0.0.1 where they name none',
  }),
  faults: (element) => [...shapeFaults(element, SHAPE), ...addressFaults(element)],
  compile: (element) => (exchange) => {
    const { ipAddress } = exchange.called
    const isListed = listOf(element, exchange).check(ipAddress, familyOf(ipAddress))
    if (isListed === allowsListed(element, exchange)) {
      trace(exchange, element, `${ipAddress} may ask`)
      return { kind: 'next' }
    }
    throw new PolicyError(element, {
      reason: isListed ? 'CallerIpBlocked' : 'CallerIpNotAllowed',
      message: isListed
        ? 'Caller IP address is blocked. Access denied.'
        : `Caller IP address ${ipAddress} is not allowed. Access denied.`,
      status: 403,
      // The answer does not say whom it keeps out.
      told: 'Forbidden',
      why: `caller ${ipAddress} not allowed`,
    })
  },
}

/** Whether who is on the list may ask, or everybody else. */
const allowsListed = (element: PolicyElement, exchange: GatewayExchange): boolean => {
  const action = attributeText(element, 'action', exchange)?.trim().toLowerCase()
  if (action === 'allow' || action === 'forbid') return action === 'allow'
  throw new CannotTell(element.spot, '"action" comes neither to "allow" nor to "forbid"')
}

const listOf = ({ children }: PolicyElement, exchange: GatewayExchange): BlockList => {
  const list = new BlockList()
  for (const { name, spot, text, attributes } of children) {
    const [from = null, to = null] =
      name === 'address' ? [text, text] : [attributes['from'] ?? null, attributes['to'] ?? null]
    if (!from || !to) throw new CannotTell(spot, `<${name}> names no address`)
    const [first, last] = [addressIn(from, exchange), addressIn(to, exchange)]
    if (isIP(first) !== isIP(last)) throw new CannotTell(spot, `${first} and ${last} are no range`)
    addRange(list, first, last, spot)
  }
  return list
}

const addRange = (list: BlockList, first: string, last: string, spot: Spot): void => {
  try {
    list.addRange(first, last, familyOf(first))
  } catch (error) {
    // Node's word for a range whose end comes before its beginning.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_ARG_VALUE')
      throw new CannotTell(spot, `${first} comes after ${last}: that is no range`)
    throw error
  }
}

/** What is no address could be meant to keep somebody out. */
const addressIn = (text: PolicyText, exchange: GatewayExchange): string => {
  const address = textOf(text, exchange).trim()
  if (isIP(address) === 0) throw new CannotTell(text.spot, 'it comes to no IP address')
  return address
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const addressFaults = ({ children }: PolicyElement): readonly PolicyFault[] =>
  children
    .flatMap(({ text, attributes }) => [text, attributes['from'], attributes['to']])
    .flatMap((text) =>
      text?.kind === 'literal' && isIP(text.text.trim()) === 0
        ? [{ spot: text.spot, what: `"${text.text.trim()}" is no IP address.` }]
        : [],
    )
