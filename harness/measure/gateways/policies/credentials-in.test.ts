import { expect, test } from 'vitest'
import { credentialsIn } from './credentials-in.ts'

const basic = (text: string) =>
  new Request('http://gateway/', { headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } })

test('of HTTP Basic either half is a credential, and so is the pair', () => {
  expect(credentialsIn(basic('AC01:a:b'), 'basic')).toEqual(['AC01', 'a:b', 'AC01:a:b'])
  expect(credentialsIn(basic('AC01'), 'basic')).toEqual([])
})
