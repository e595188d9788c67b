import { expect, test } from 'vitest'
import { operationOf } from './operation.ts'

const url = 'https://127.0.0.1:1/v1/responses'

test('the Responses API is asked by POST, or by a WebSocket’s handshake; a GET alone asks for nothing there', () => {
  expect(operationOf({ method: 'POST', url })).toBe('responses')
  expect(operationOf({ method: 'GET', url, headers: new Headers({ upgrade: 'websocket' }) })).toBe('other')
  expect(operationOf({ method: 'GET', url, headers: new Headers() })).toBe(null)
})
