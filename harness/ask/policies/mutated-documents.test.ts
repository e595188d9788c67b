import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { UserError } from '../../errors.ts'
import { checkDocument } from '../../measure/gateways/apim/check-document.ts'
import { mutated, randomFrom } from './mutated-documents.fixture.ts'
import { nothingKnown } from './policy-files.ts'
import { readDocument } from './read-document.ts'

const OWN = `<policies>
  <inbound>
    <base />
    <!-- who may come in -->
    <validate-jwt header-name="Authorization" failed-validation-httpcode="401" output-token-variable-name="jwt">
      <openid-config url="https://login.example/{{tenant}}/.well-known/openid-configuration" />
      <audiences><audience>api://x</audience></audiences>
      <required-claims><claim name="roles" match="any"><value>a</value><value>@((string)context.Variables["b"])</value></claim></required-claims>
    </validate-jwt>
    <set-variable name="who" value="@(((Jwt)context.Variables["jwt"])?.Claims.GetValueOrDefault("oid", ""))" />
    <choose>
      <when condition="@(context.Request.Headers.GetValueOrDefault(&quot;x&quot;, "") == $"{context.Api.Id:D}" &amp;&amp; 1 &lt; 2)">
        <return-response><set-status code="403" reason="no" /><set-body>@{ var x = new JObject(); foreach (var y in new [] { 1, 2 }) { x["a"] = y; } return x.ToString(); }</set-body></return-response>
      </when>
      <otherwise><rate-limit-by-key calls="10" renewal-period="60" counter-key="@(context.Subscription?.Id ?? "none")" /></otherwise>
    </choose>
    <include-fragment fragment-id="a" />
    <set-body template="liquid">{ "a": "{{body.a}}" }</set-body>
    <set-body><![CDATA[<x>{ 1 }</x>]]></set-body>
  </inbound>
  <backend><forward-request timeout="20" /></backend>
  <outbound><base /><set-header name="x" exists-action="override"><value>@(context.Response.StatusCode.ToString())</value></set-header></outbound>
  <on-error><base /></on-error>
</policies>
`

const FOLDER = '/work/shared/policies'
const SEED = Number(process.env['SEED'] ?? 20_261_126)
const RUNS = Number(process.env['RUNS'] ?? 500)

const real = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.xml`).map((path) => readFileSync(path, 'utf8')) : []

/** How it ended; an error that no user is told of is thrown on. */
const tried = (text: string, fragment: string): 'read' | 'faults' => {
  const files = {
    scopes: { global: { path: 'global.xml', text: OWN }, api: { path: 'api.xml', text } },
    fragments: { a: { path: 'a.xml', text: fragment } },
    settings: null,
    known: nothingKnown,
  }
  try {
    const { document } = readDocument(files, { namedValues: { tenant: 't' } })
    const { standings } = checkDocument(document)
    expect(standings.every(({ spot }) => spot.line > 0 && spot.column > 0)).toBe(true)
    return 'read'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const lines = { 'api.xml': text, 'a.xml': fragment, 'global.xml': OWN }
    for (const { where = '' } of error.faults) {
      const [, file, line, column] = /^([\w.]+):(\d+):(\d+)$/.exec(where) ?? []
      const written = Object.entries(lines)
        .find(([name]) => name === file)?.[1]
        .split('\n')[Number(line) - 1]
      if (written === undefined || Number(column) < 1 || Number(column) > written.length + 1)
        throw new Error(`A place that is not there: ${where}`)
    }
    return 'faults'
  }
}

describe('documents with slips of the hand', () => {
  it(`are read or told what is wrong, at a place that is there (seed ${SEED})`, { timeout: 600_000 }, () => {
    const random = randomFrom(SEED)
    const ends = { read: 0, faults: 0 }
    const fragment = '<fragment><set-header name="y"><value>@(1 + 2)</value></set-header></fragment>'
    const seeds = [OWN, ...real]
    for (let run = 0; run < RUNS; run += 1) {
      const text = mutated(seeds[random(2) === 0 ? 0 : random(seeds.length)] ?? OWN, random)
      const other = random(4) === 0 ? mutated(fragment, random) : fragment
      try {
        ends[tried(text, other)] += 1
      } catch (error) {
        throw new Error(`Run ${run} of seed ${SEED}:\n${other}\n${text}`, { cause: error })
      }
    }
    expect(ends.read).toBeGreaterThan(0)
    expect(ends.faults).toBeGreaterThan(0)
  })
})

it('fragments that double each other are told, and do not fill the memory', () => {
  const of = (id: number): string => `<fragment>${`<include-fragment fragment-id="f${id + 1}" />`.repeat(2)}</fragment>`
  const fragments = Object.fromEntries(
    Array.from({ length: 40 }, (_, id) => [`f${id}`, { path: `f${id}.xml`, text: of(id) }]),
  )
  const last = { f40: { path: 'f40.xml', text: '<fragment><set-method>GET</set-method></fragment>' } }
  const text = '<policies><inbound><include-fragment fragment-id="f0" /></inbound></policies>'
  const files = {
    scopes: { api: { path: 'api.xml', text } },
    fragments: { ...fragments, ...last },
    settings: null,
    known: nothingKnown,
  }
  expect(() => readDocument(files, { namedValues: {} })).toThrow(/more than 10000 policies/)
})
