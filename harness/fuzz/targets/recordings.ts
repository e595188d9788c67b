import fc from 'fast-check'
import { readRecording } from '../../ask/recordings/read-recording.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

export const recordings: FuzzTarget = {
  title: 'HTTP Archives',
  open: () => ({
    inputs: fc.oneof(damagedText([JSON.stringify(HAR, null, 1)]), damagedJson([HAR])).map((text) => [text]),
    check: async ([text = '']) => {
      const read = await orRefused(() => readRecording(text, 'a.har'), /^a\.har:\d+:\d+/)
      for (const { target, body } of read?.exchanges ?? []) {
        must(target.startsWith('/'), 'a target that is no path')
        must(body.text === null || Buffer.byteLength(body.text) === body.bytes, 'a body of another length than it has')
      }
    },
  }),
}

const response = { status: 200, headers: [], content: { size: 0, mimeType: '' } }
const request = {
  ...{ method: 'POST', url: 'https://api.example.com/v1/chat?x=1', httpVersion: 'h2' },
  headers: [
    { name: ':authority', value: 'api.example.com' },
    { name: 'Authorization', value: 'Bearer abc' },
  ],
  cookies: [{ name: 'a', value: 'b' }],
  postData: { mimeType: 'application/json', text: '{"a":1}' },
}
const HAR = {
  log: {
    ...{ version: '1.2', creator: { name: 'Firefox', version: '140' }, browser: { name: 'Firefox', version: '140' } },
    entries: [
      { request, response },
      {
        request: {
          ...request,
          url: 'http://127.0.0.1:8080/a',
          postData: { mimeType: 'x', params: [{ name: 'a', value: null }] },
        },
        response,
      },
      { request: { ...request, postData: { mimeType: 'x', text: 'AAEC', encoding: 'base64' } }, response },
    ],
  },
}
