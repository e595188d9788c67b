import { attributeText } from '../attribute.ts'
import { deleteField } from '../fields.ts'
import { messageOf } from '../message-of.ts'
import { readWhole } from '../pieces.ts'
import type { PolicyKind } from '../policy.ts'
import { PRESENT, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const findAndReplace: PolicyKind = {
  name: 'find-and-replace',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/find-and-replace-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, { attributes: { from: REQUIRED, to: PRESENT } }),
  compile: (element) => (exchange) => {
    const from = attributeText(element, 'from', exchange) ?? ''
    const to = attributeText(element, 'to', exchange) ?? ''
    const message = messageOf(exchange)
    if (message?.body) readWhole(message.body)
    const pieces = new TextDecoder().decode(message?.body ?? new Uint8Array()).split(from === '' ? '\0' : from)
    if (message?.body && from !== '' && pieces.length > 1) {
      message.body = new TextEncoder().encode(pieces.join(to))
      deleteField(message.fields, 'content-length')
    }
    trace(exchange, element, `replaced ${from === '' ? 0 : pieces.length - 1} times`)
    return { kind: 'next' }
  },
}
