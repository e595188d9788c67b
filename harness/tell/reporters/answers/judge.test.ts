import { expect, test } from 'vitest'
import type { Replay, Standing, WireRequest } from '../../../model/replay.ts'
import { JUDGE_FORMATS, judge } from './judge.ts'

const IN: Standing = { kind: 'let-in', status: 200, by: 'backend' }
const sent: WireRequest = { method: 'POST', url: 'http://gateway/', headers: [['api-key', '‹api-key›']], body: null }

/** One SDK that loses admission at its second version. */
const replay = (by: string, scenario = 'azure-api-key'): Replay => {
  const out: Standing = { kind: 'refused', status: 401, by }
  return {
    how: 'replayed, not observed',
    source: 'store',
    gateways: [{ name: './api.xml', title: 'Your own gateway.' }],
    sdks: [
      {
        sdk: 'openai-python',
        registry: 'pypi',
        package: 'openai',
        versions: ['2.33.0', '2.34.0'],
        withoutResults: null,
        gateways: [
          {
            gateway: './api.xml',
            scenarios: [{ scenario, stretches: [{ from: '2.34.0', to: '2.34.0', versions: 1, standing: out }] }],
            steps: [
              {
                from: '2.33.0',
                to: '2.34.0',
                before: IN,
                after: out,
                scenarios: [scenario],
                requests: { before: sent, after: sent },
              },
            ],
          },
        ],
        ways: [],
      },
    ],
    counts: { asked: 2, laterRequests: 0, notTried: 0, noRequest: 0, cannotTell: 0, outdated: 0, others: 0 },
    notes: [],
  }
}

const told = (of: Replay, format: (typeof JUDGE_FORMATS)[number], table = false) =>
  judge(of, { format, table, colour: false })

test.each([true, false])('a step that loses admission names the line that is no longer passed (table: %s)', (table) => {
  expect(told(replay('api.xml:14 validate-jwt: no Authorization field'), 'text', table)).toContain(
    '2.34.0 no longer passes api.xml:14: 2.33.0 let in (200 by backend), 2.34.0 refused (401 by api.xml:14 validate-jwt: no Authorization field): azure-api-key',
  )
})

test('a rule without a line is told as it is called', () => {
  expect(told(replay('openai: no key'), 'text')).toContain('2.34.0 refused (401 by openai: no key)')
  expect(told(replay('openai: no key'), 'text')).not.toContain('no longer passes')
})

// A document's words and a scenario's id are the user's, or somebody else's.
const EVIL = 'a.xml:1 x: <img src=x onerror=alert(1)> [click](javascript:1) | `code` \u202e\u001b[31m'

test('in HTML no markup of a document is markup of the page', () => {
  const html = told(replay(EVIL, '<script>alert(1)</script>'), 'html')
  expect(html).not.toMatch(/<img|<script/)
  expect(html).toContain('&lt;script&gt;')
})

test('in Markdown it is no link, no HTML and no table', () => {
  const markdown = told(replay(EVIL, '<script>alert(1)</script>'), 'markdown')
  expect(markdown).not.toMatch(/(?<!\\)<(?:img|script)/)
  expect(markdown).not.toMatch(/(?<!\\)\[click/)
  expect(markdown).not.toMatch(/(?<!\\)\|/)
})

test.each(JUDGE_FORMATS)('in %s what cannot be seen or turns the reading order is shown as its code', (format) => {
  const text = told(replay(EVIL), format)
  expect(text.includes('\u202e') || text.includes('\u001b')).toBe(false)
})
