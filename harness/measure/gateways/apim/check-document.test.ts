import { expect, test } from 'vitest'
import { nothingKnown, type PolicyFiles } from '../../../ask/policies/policy-files.ts'
import { readDocument } from '../../../ask/policies/read-document.ts'
import { checkDocument } from './check-document.ts'
import { document, element, header } from './element.fixture.ts'

const filesOf = (text: string): PolicyFiles => ({
  scopes: { api: { path: 'api.xml', text } },
  fragments: {},
  settings: null,
  known: nothingKnown,
})

test('all faults are told at once, with what is near', () => {
  const { faults, standings } = checkDocument(
    document(() => ({
      inbound: [
        element('set-heder', { name: 'x' }),
        element('choose', {}, [element('when', {}, [element('set-status', { code: 'x' })])]),
      ],
      outbound: [element('rewrite-uri', { template: '/' })],
    })),
  )
  expect(faults.map(({ what, hint }) => [what, hint].filter(Boolean).join(' '))).toEqual([
    '<set-heder> is no policy of API Management. Did you mean "set-header"?',
    '<when> has no attribute "condition", which it must have.',
    '"code" of <set-status> is "x", expected a whole number from 100 to 999.',
    '<rewrite-uri> may not stand in <outbound>, only in <inbound>.',
  ])
  expect(standings.map(({ name, standing }) => [name, standing.kind])).toEqual([
    ['set-heder', 'not-supported'],
    ['choose', 'not-supported'],
    ['set-status', 'not-supported'],
    ['forward-request', 'enforced'],
    ['rewrite-uri', 'not-supported'],
  ])
})

test('what is known and tells nothing here is named with its place before a request comes to it', () => {
  const { document: read } = readDocument(
    filesOf(`<policies><inbound>
  <set-variable name="a" value="@(context.Request.Certificate.Verify())" />
  <set-variable name="b" value="@(new X509Certificate2(Convert.FromBase64String("AA=="), "pw").Thumbprint)" />
</inbound></policies>`),
    { namedValues: {} },
  )
  expect(checkDocument(read).standings.flatMap(({ standing }) => ('why' in standing ? [standing] : []))).toEqual([
    {
      kind: 'adapted',
      why: expect.stringMatching(
        /^api\.xml:2:\d+: Verify: nobody here knows whom the gateway trusts; .* answered 500$/,
      ),
    },
    { kind: 'adapted', why: expect.stringMatching(/^api\.xml:3:\d+: new X509Certificate2: with a password/) },
  ])
})

test('telemetry is passed over, a stub is told as that, and a document of known policies has no fault', () => {
  const { faults, standings } = checkDocument(
    document(() => ({
      inbound: [
        header('x', 'y'),
        element('llm-emit-token-metric', { namespace: 'n' }, [element('dimension', { name: 'API ID' })]),
        element('authentication-certificate', { thumbprint: 'AA' }),
      ],
    })),
  )
  expect(faults).toEqual([])
  expect(standings.map(({ standing }) => standing.kind)).toEqual(['enforced', 'passed-over', 'adapted', 'enforced'])
})

test('a name that tells nothing of a product is told there alone', () => {
  const standingOf = (value: string) =>
    checkDocument(
      readDocument(filesOf(`<policies><inbound><set-variable name="a" value="@(${value})" /></inbound></policies>`), {
        namedValues: {},
      }).document,
    ).standings[0]?.standing.kind
  expect(standingOf('context.Product.Groups.Count()')).toBe('adapted')
  expect(standingOf('context.User.Groups.Count()')).toBe('enforced')
  expect(standingOf('Regex.Match("a", "(a)").Groups[1].Value')).toBe('enforced')
})
