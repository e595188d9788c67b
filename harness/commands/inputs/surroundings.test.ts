import { expect, test } from 'vitest'
import { surrounded } from '../../model/matrix.ts'
import { namedSdk } from '../sdks/named-sdk.ts'
import { surroundingsOf } from './surroundings.ts'

test('packages beside an SDK are named with their versions, scoped ones too', () => {
  expect(surroundingsOf({ with: ['openai@5.17.0', '@langchain/openai@0.6.8'] })).toMatchObject({
    with: { openai: '5.17.0', '@langchain/openai': '0.6.8' },
  })
  for (const text of ['openai', 'openai@', '@langchain/openai'])
    expect(() => surroundingsOf({ with: [text] })).toThrow(`"${text}" is not PACKAGE@VERSION`)
})

test('an SDK that is named by its package has them too', () => {
  const around = surroundingsOf({ with: ['langchain-openai@0.3.35'] })
  expect(namedSdk({ sdks: [], around }, 'pypi:openai', {})).toMatchObject({ with: { 'langchain-openai': '0.3.35' } })
  expect(namedSdk({ sdks: [] }, 'pypi:openai', {})).not.toHaveProperty('with')
})

test('a host is a name, and no address', () => {
  expect(surroundingsOf({ host: ['API.twilio.com', '*.blob.core.windows.net'] }).hosts).toEqual([
    'api.twilio.com',
    '*.blob.core.windows.net',
  ])
  for (const text of ['https://api.twilio.com', 'api.twilio.com:443', 'localhost', 'a.*.com', '*'])
    expect(() => surroundingsOf({ host: [text] })).toThrow(`"${text}" is no name of a host`)
})

test('ports that may be connected to are those of the entry and of the command line', () => {
  const around = surroundingsOf({ allowPort: [3128] })
  const entry = { ...namedSdk({ sdks: [] }, 'npm:acme', {}), allowPorts: [8080] }
  expect(surrounded(entry, around)).toMatchObject({ allowPorts: [8080, 3128] })
  expect(namedSdk({ sdks: [], around }, 'npm:acme', {})).toMatchObject({ allowPorts: [3128] })
})
