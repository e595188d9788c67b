import { nothingKnown } from '../ask/policies/policy-files.ts'
import { readDocument } from '../ask/policies/read-document.ts'
import { settingsOf } from '../ask/policies/settings.ts'
import { startAuthority } from '../measure/credentials/authority.ts'
import { mintCredentials } from '../measure/credentials/mint.ts'
import { documentHandlers } from '../measure/gateways/apim/run-document.ts'
import { loadMsw } from '../measure/gateways/msw.ts'
import type { Bench, Figure } from './bench.ts'
import { handlersByHand } from './policies-by-hand.ts'
import type { Timed } from './time-command.ts'
import { interleave, ratioOf, several } from './timing.ts'

const REQUESTS = 4000
const SMOKE = 20
const URL = 'http://127.0.0.1:9/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21'
const BODY = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Say ok.' }] })

/** Twelve policies, nine of them with expressions, as documents have them. */
const DOCUMENT = `<policies>
  <inbound>
    <validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt">
      <openid-config url="https://login.microsoftonline.com/contoso/v2.0/.well-known/openid-configuration" />
      <required-claims><claim name="oid" /></required-claims>
    </validate-jwt>
    <check-header name="x-team" failed-check-httpcode="403" failed-check-error-message="No team." ignore-case="true">
      <value>red</value>
      <value>blue</value>
    </check-header>
    <set-variable name="who" value="@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("oid", "nobody"))" />
    <set-variable name="model" value="@((string)context.Request.Body.As<JObject>(preserveContent: true)["model"])" />
    <choose>
      <when condition="@(context.Request.Url.Query.GetValueOrDefault("api-version", "") == "" || !((string)context.Variables["model"]).StartsWith("gpt"))">
        <return-response><set-status code="400" /></return-response>
      </when>
    </choose>
    <rate-limit-by-key calls="100000000" renewal-period="60" counter-key="@(context.Request.IpAddress + (string)context.Variables["who"])" />
    <set-header name="x-caller"><value>@($"{context.Variables["who"]}@{context.Api.Id}")</value></set-header>
    <set-header name="api-key" exists-action="delete" />
    <authentication-managed-identity resource="https://cognitiveservices.azure.com" />
    <set-query-parameter name="caller" exists-action="override"><value>@(((string)context.Variables["who"]).Split('-').First())</value></set-query-parameter>
  </inbound>
  <outbound>
    <set-header name="x-model"><value>@(((string)context.Variables["model"]).ToUpper())</value></set-header>
    <set-header name="x-status"><value>@(context.Response.StatusCode.ToString())</value></set-header>
  </outbound>
</policies>`

/** A document costs no more than twice what somebody's own handlers cost who wrote the same in TypeScript. */
export const policiesBench: Bench = {
  title: 'A policy document of twelve policies, against the same in handlers written by hand',
  byDefault: true,
  run: async (context) => {
    const { getResponse } = await loadMsw()
    const authority = await startAuthority()
    try {
      const credentials = await mintCredentials(authority)
      const gateway = { authority, credentials }
      const files = {
        scopes: { api: { path: 'api.xml', text: DOCUMENT } },
        fragments: {},
        settings: null,
        known: nothingKnown,
      }
      const settings = settingsOf(files)
      const { document } = readDocument(files, settings)
      const open = { ...settings, subscription: { ...settings.subscription, required: false } }
      const asks = {
        document: documentHandlers(document, open, gateway, { now: () => new Date() }),
        'by hand': handlersByHand(gateway),
      }
      const requests = context.smoke ? SMOKE : REQUESTS
      const headers = {
        authorization: `Bearer ${credentials.of('entra-token')}`,
        'api-key': credentials.of('api-key'),
        'content-type': 'application/json',
        'x-team': 'Red',
      }
      const way = (name: keyof typeof asks) => async (): Promise<Timed> => {
        const begun = performance.now()
        for (let request = 0; request < requests; request += 1) {
          const response = await getResponse(asks[name], new Request(URL, { method: 'POST', headers, body: BODY }))
          const said = [response?.status, response?.headers.get('x-model'), response?.headers.get('x-status')]
          if (said.join() !== '200,GPT-4O,200') throw new Error(`${name} answers ${said.join()}.`)
          await response?.text()
        }
        return { wallMs: performance.now() - begun, cpuMs: null, stdout: '', stderr: '' }
      }
      const ways = { document: way('document'), 'by hand': way('by hand') }
      for (const ask of Object.values(ways)) await ask()
      const times = await interleave(ways, context.runs ?? 7, context.say, () => Promise.resolve())
      const perSecond = (label: string, all: readonly Timed[]): Figure =>
        several(
          label,
          '',
          all.map(({ wallMs }) => Math.round((requests * 1000) / wallMs)),
        )
      return {
        kind: 'measured',
        figures: [
          perSecond('the document, requests a second', times.document),
          perSecond('by hand, requests a second', times['by hand']),
          ratioOf('as fast as by hand', times['by hand'], times.document, { is: '≥', value: 0.5 }),
        ],
        notes: [`${requests} requests a run, in this process; both were warm.`],
      }
    } finally {
      await authority.close()
    }
  },
}
