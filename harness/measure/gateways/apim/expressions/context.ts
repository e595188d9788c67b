import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { BodyValue } from './body.ts'
import { cast } from './cast.ts'
import {
  apiOf,
  deploymentOf,
  lastErrorOf,
  operationOf,
  port,
  productOf,
  queryOf,
  subscriptionOf,
  UrlValue,
  userOf,
} from './context-values.ts'
import { guidFrom } from './guid.ts'
import { MomentValue, SpanValue } from './moments.ts'
import { int } from './numbers.ts'
import { DictionaryValue, FieldsValue, ListValue, Thing } from './objects.ts'
import { headersValue, ResponseValue } from './response-value.ts'
import { variablesIn } from './sequence.ts'
import { defaultOf, isOf } from './type-names.ts'
import { type Method, of, type TypeFacts, type Types, thrown, typeName, type Use } from './types.ts'
import { UndeclaredParameters } from './undeclared-parameters.ts'
import { UntoldResponse } from './untold-response.ts'

export const contextValue = new Thing('context')
const requestValue = new Thing('Request')
const variablesValue = new Thing('Variables')

const from =
  (does: (exchange: GatewayExchange) => Value): Method =>
  (_self, _given, { exchange }) =>
    does(exchange)

/** Undefined: there is no such variable. @throws CannotTell when nobody could be asked for it */
const held = (name: Value | undefined, use: Use): Value | undefined => {
  const value = use.exchange.variables.get(textIn(name, use))
  if (value instanceof UntoldResponse) throw new CannotTell(use.at, value.why)
  return value
}

const variable: Method = (_self, [name], use) => {
  const key = textIn(name, use)
  const value = held(name, use)
  if (value === undefined)
    throw thrown(use, 'KeyNotFoundException', `The given key '${key}' was not present in the dictionary.`)
  return value
}

/** Members that the vendor has and of which nothing is known here. */
const untoldFacts = (untold: Readonly<Record<string, string>>): TypeFacts => ({
  untold,
  properties: Object.fromEntries(
    Object.entries(untold).map(([name, why]): [string, Method] => [
      name,
      (_self, _given, { at }) => {
        throw new CannotTell(at, `${name}: ${why}`)
      },
    ]),
  ),
})

/** Members that the settings would have to tell. */
const notSet = (setting: string, names: readonly string[]): TypeFacts => ({
  properties: Object.fromEntries(
    names.map((name): [string, Method] => [
      name,
      (self, _given, { at }) => {
        throw new CannotTell(at, `${typeName(self)}.${name} is not known here: the settings name no "${setting}"`)
      },
    ]),
  ),
})

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export const contextTypes: Types = {
  context: {
    properties: {
      Request: () => requestValue,
      Response: from(({ response }) => (response === null ? null : new ResponseValue(response))),
      Variables: () => variablesValue,
      Subscription: from(subscriptionOf),
      Product: from(productOf),
      User: from(userOf),
      Api: from(apiOf),
      Operation: from(operationOf),
      Deployment: from(deploymentOf),
      LastError: from(lastErrorOf),
      RequestId: from(({ id }) => guidFrom(id)),
      Timestamp: from(({ now }) => new MomentValue('DateTime', now().getTime())),
      Elapsed: () => new SpanValue(0),
      Tracing: () => false,
      Workspace: () => null,
      GraphQL: () => null,
    },
    methods: { Trace: () => null },
  },
  Request: {
    properties: {
      Headers: from(({ request }) => headersValue(request.fields)),
      Method: from(({ request }) => request.method),
      Url: from(({ request }) => new UrlValue(request.url)),
      OriginalUrl: from(({ called }) => new UrlValue(called.url)),
      Body: from(({ request }) => (request.body === null ? null : new BodyValue(request))),
      IpAddress: from(({ called }) => called.ipAddress),
      MatchedParameters: from(({ matchedParameters, settings, called }) =>
        settings.operations.length === 0 && Object.keys(matchedParameters).length === 0
          ? new UndeclaredParameters(called.url.pathname)
          : new DictionaryValue(Object.entries(matchedParameters), true),
      ),
      Certificate: () => null,
      PrivateEndpointConnection: () => null,
      Id: from(({ id }) => guidFrom(id)),
    },
  },
  Url: {
    properties: {
      Host: of(UrlValue, ({ url }) => url.hostname),
      Path: of(UrlValue, ({ url }) => url.pathname),
      Port: of(UrlValue, ({ url }) => int(port(url))),
      Scheme: of(UrlValue, ({ url }) => url.protocol.slice(0, -1)),
      Query: of(UrlValue, ({ url }) => queryOf(url)),
      QueryString: of(UrlValue, ({ url }) => url.search),
    },
    methods: { ToString: of(UrlValue, ({ url }) => url.href) },
  },
  Variables: {
    index: variable,
    methods: {
      ContainsKey: (_self, [name], use) => held(name, use) !== undefined,
      TryGetValue: (_self, [name], use) => {
        const value = held(name, use)
        use.out(1, value ?? null)
        return value !== undefined
      },
      GetValueOrDefault: (_self, [name, otherwise], use) => {
        const [type] = use.types
        const value = held(name, use)
        if (value === undefined) return otherwise ?? (type === undefined ? null : defaultOf(type))
        return type === undefined || isOf(value, type, use) ? value : cast(value, type, use)
      },
    },
    properties: {
      Keys: (_self, _given, use) =>
        new ListValue(
          variablesIn(use).map(({ key }) => key),
          'Enumerable',
        ),
      Count: (_self, _given, use) => int(variablesIn(use).length),
    },
  },
  Fields: {
    index: of(FieldsValue, (self, [name], use) => {
      const values = self.find(textIn(name, use))
      if (values === null) throw thrown(use, 'KeyNotFoundException', 'The given key was not present in the dictionary.')
      return new ListValue([...values])
    }),
    methods: {
      ContainsKey: of(FieldsValue, (self, [name], use) => self.find(textIn(name, use)) !== null),
      TryGetValue: of(FieldsValue, (self, [name], use) => {
        const values = self.find(textIn(name, use))
        use.out(1, values === null ? null : new ListValue([...values]))
        return values !== null
      }),
      // With texts to fall back on it is the dictionary's own, which gives all values and not these as one text.
      GetValueOrDefault: of(FieldsValue, (self, [name, otherwise], use) => {
        const values = self.find(textIn(name, use))
        if (values === null) return otherwise ?? null
        return otherwise instanceof ListValue ? new ListValue([...values]) : values.join(',')
      }),
    },
    properties: {
      Keys: of(FieldsValue, (self) => new ListValue([...self.names()], 'Enumerable')),
      Values: of(
        FieldsValue,
        (self) =>
          new ListValue(
            self.names().map((name) => new ListValue([...(self.find(name) ?? [])])),
            'Enumerable',
          ),
      ),
      Count: of(FieldsValue, (self) => int(self.names().length)),
    },
  },
  Api: notSet('serviceUrl', ['ServiceUrl']),
  Operation: notSet('operations', ['Id', 'Name', 'Method', 'UrlTemplate']),
  Deployment: untoldFacts({ Certificates: 'which certificates the service has is not known here' }),
  Subscription: untoldFacts(
    Object.fromEntries(
      ['CreatedDate', 'StartDate', 'EndDate'].map((name) => [name, 'when it was made is not known here']),
    ),
  ),
  Product: untoldFacts({ Apis: 'its APIs are not known here', Groups: 'its groups are not known here' }),
  User: untoldFacts({
    Identities: 'their identities are not known here',
    RegistrationDate: 'when they came is not known here',
    Note: 'what was noted of them is not known here',
  }),
}
