import type { Fields, ResponseMessage } from '../exchange.ts'
import { BodyValue } from './body.ts'
import { int } from './numbers.ts'
import { FieldsValue, Thing } from './objects.ts'
import { of, type Types } from './types.ts'

export class ResponseValue extends Thing {
  readonly message: ResponseMessage

  constructor(message: ResponseMessage) {
    super('Response')
    this.message = message
  }
}

/** What `send-request` puts in its variable. */
export const responseValue = (message: ResponseMessage): ResponseValue => new ResponseValue(message)

/** Header fields by name without case. */
export const headersValue = (fields: Fields): FieldsValue =>
  new FieldsValue(
    (name) => fields.get(name.toLowerCase())?.values ?? null,
    () => [...fields.values()].map(({ name }) => name),
  )

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ref-context-response */
export const responseTypes: Types = {
  Response: {
    properties: {
      StatusCode: of(ResponseValue, ({ message }) => int(message.status)),
      StatusReason: of(ResponseValue, ({ message }) => message.reason),
      Headers: of(ResponseValue, ({ message }) => headersValue(message.fields)),
      Body: of(ResponseValue, ({ message }) => (message.body === null ? null : new BodyValue(message))),
    },
  },
}
