import { BlockList, isIP } from 'node:net'
import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { PolicyError, type PolicyFault, type PolicyKind } from '../policy.ts'
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
    const action = element.attributes['action']
    const allows = action ? textOf(action, exchange).trim().toLowerCase() === 'allow' : true
    if (isListed === allows) {
      trace(exchange, element, `${ipAddress} may ask`)
      return { kind: 'next' }
    }
    throw new PolicyError(element, {
      reason: isListed ? 'CallerIpBlocked' : 'CallerIpNotAllowed',
      message: isListed
        ? 'Caller IP address is blocked. Access denied.'
        : `Caller IP address ${ipAddress} is not allowed. Access denied.`,
      status: 403,
      why: `caller ${ipAddress} not allowed`,
    })
  },
}

const listOf = (element: PolicyElement, exchange: GatewayExchange): BlockList => {
  const list = new BlockList()
  for (const child of element.children) {
    if (child.name === 'address' && child.text) addTo(list, textOf(child.text, exchange).trim())
    const { from, to } = child.attributes
    if (child.name === 'address-range' && from && to)
      addTo(list, textOf(from, exchange).trim(), textOf(to, exchange).trim())
  }
  return list
}

/** What is no address is none that anybody has. */
const addTo = (list: BlockList, from: string, to: string = from): void => {
  if (isIP(from) !== 0 && isIP(from) === isIP(to)) list.addRange(from, to, familyOf(from))
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
