import { expect, test } from 'vitest'
import { withoutLoopback } from './loopback.ts'

test.each([
  ['http://127.0.0.1:33071/c/a-1/v1', 'http://gateway/v1'],
  ['localhost:8080', 'gateway'],
  ['QueueUrl=http%3A%2F%2F127.0.0.1%3A33071%2F123%2Fq&a=1', 'QueueUrl=http%3A%2F%2Fgateway%2F123%2Fq&a=1'],
  ['u=https%253a%252f%252f%255b%253a%253a1%255d%253a40000%252fc%252fa1%252fx', 'u=https%253a%252f%252fgateway%252fx'],
  ['http://[::1]:8080/', 'http://gateway/'],
  ['127.0.0.1', '127.0.0.1'],
  ['notlocalhost%20:80', 'notlocalhost%20:80'],
])('%s is %s', (text, told) => {
  expect(withoutLoopback(text)).toBe(told)
})
