import fc from 'fast-check'
import { parseRules } from '../../ask/gateways/parse-rules.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

export const gatewayFiles: FuzzTarget = {
  title: 'gateway files',
  open: () => ({
    inputs: fc
      .oneof(damagedText(RULES.map((one) => JSON.stringify(one, null, 1))), damagedJson(RULES))
      .map((text) => [text]),
    check: async ([text = '']) => {
      const read = await orRefused(() => parseRules(text, 'gw.json'), /^gw\.json/)
      for (const { path } of read?.answers ?? [])
        must('exact' in path || path.pattern !== '', 'an answer for no path was taken')
    },
  }),
}

/** Between them most of what a gateway file can say. */
const RULES = [
  {
    wants: 'basic',
    credential: ['api-key', 'entra-token'],
    refusal: { status: 403, headers: { 'x-why': 'no' }, body: 'no' },
  },
  {
    wants: { header: 'X-Api-Key', scheme: 'Token' },
    answers: [
      { method: 'GET', path: '/v1/charges/*', status: 201, headers: { 'content-type': 'text/plain' }, body: { a: 1 } },
      { path: '*', time: 2, body: 'text' },
    ],
  },
  { wants: { query: 'key' }, answers: [] },
]
