import type { GatewayExchange } from '../exchange.ts'
import type { Value } from '../value.ts'
import { FieldsValue, ListValue, RecordValue, TextObject, Thing } from './objects.ts'

/** `IUrl`: the address as it stands. */
export class UrlValue extends Thing {
  readonly url: URL

  constructor(url: URL) {
    super('Url')
    this.url = url
  }
}

/** The query of an address, by name without case. */
export const queryOf = ({ searchParams }: URL): FieldsValue =>
  new FieldsValue(
    (name) => {
      const values = [...searchParams]
        .filter(([each]) => each.toLowerCase() === name.toLowerCase())
        .map(([, value]) => value)
      return values.length === 0 ? null : values
    },
    () => [...new Set(searchParams.keys())],
  )

/** The port, also where it is the usual one and left out. */
export const port = ({ port: written, protocol }: URL): number =>
  written === '' ? (protocol === 'https:' ? 443 : 80) : Number(written)

/** Null: no key was asked for. */
export const subscriptionOf = ({ subscription, settings }: GatewayExchange): Value =>
  subscription === null
    ? null
    : new RecordValue('Subscription', [
        ['Id', settings.subscription.id],
        ['Name', settings.subscription.name],
        ['Key', subscription.key],
        ['PrimaryKey', subscription.key],
        ['SecondaryKey', subscription.key],
      ])

/** Null: it is nobody’s subscription. */
export const userOf = ({ settings: { user } }: GatewayExchange): Value =>
  user === null
    ? null
    : new RecordValue('User', [
        ['Id', user.id],
        ['Email', user.email],
        ['FirstName', user.firstName],
        ['LastName', user.lastName],
        [
          'Groups',
          new ListValue(
            user.groups.map(
              (name) =>
                new RecordValue('Group', [
                  ['Id', name],
                  ['Name', name],
                ]),
            ),
            'Enumerable',
          ),
        ],
      ])

/** `IApi`. */
export const apiOf = ({ settings: { api, subscription } }: GatewayExchange): Value =>
  new RecordValue('Api', [
    ['Id', api.id],
    ['Name', api.name],
    ['Path', api.path],
    ['Version', api.version],
    ['Revision', api.revision],
    ['IsCurrentRevision', true],
    ['Protocols', new ListValue(['https'], 'Enumerable')],
    ...(URL.canParse(api.serviceUrl) ? [['ServiceUrl', new UrlValue(new URL(api.serviceUrl))] as const] : []),
    [
      'SubscriptionKeyParameterNames',
      new RecordValue('SubscriptionKeyParameterNames', [
        ['Header', typeof subscription.header === 'string' ? subscription.header : subscription.header.asSdk],
        ['Query', subscription.query],
      ]),
    ],
  ])

/** One without members: the settings declare none, and there is always one that is asked. */
export const operationOf = ({ operation }: GatewayExchange): Value =>
  operation === null
    ? new Thing('Operation')
    : new RecordValue('Operation', [
        ['Id', operation.id],
        ['Name', operation.name],
        ['Method', operation.method],
        ['UrlTemplate', operation.urlTemplate],
      ])

/** Null: nothing has failed. */
export const lastErrorOf = ({ lastError }: GatewayExchange): Value =>
  lastError === null
    ? null
    : new RecordValue('LastError', [
        ['Source', lastError.source],
        ['Reason', lastError.reason],
        ['Message', lastError.message],
        ['Scope', lastError.scope],
        ['Section', lastError.section],
        ['Path', lastError.path],
        ['PolicyId', lastError.policyId],
      ])

/** Null: the API is asked without a product. */
export const productOf = ({ settings: { product } }: GatewayExchange): Value =>
  product === null
    ? null
    : new RecordValue('Product', [
        ['Id', product.id],
        ['Name', product.name],
        ['State', new TextObject('ProductState', 'Published')],
        ['SubscriptionRequired', true],
      ])

/** The gateway itself. */
export const deploymentOf = ({ settings: { deployment } }: GatewayExchange): Value =>
  new RecordValue('Deployment', [
    ['Region', deployment.region],
    ['ServiceName', deployment.serviceName],
    ['ServiceId', deployment.serviceName],
    ['GatewayId', deployment.gatewayId],
    [
      'Gateway',
      new RecordValue('Gateway', [
        ['Id', deployment.gatewayId],
        ['InstanceId', deployment.gatewayId],
        ['IsManaged', deployment.gatewayId === 'managed'],
      ]),
    ],
  ])
