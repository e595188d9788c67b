import { expect, test } from 'vitest'
import { checkDocument } from './check-document.ts'
import { document, element, header } from './element.fixture.ts'

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
