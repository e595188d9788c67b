import { expect, test } from 'vitest'
import { gateProjects } from '../testing/gate-projects.ts'

const { project } = await gateProjects()

const document = (inbound: string): string =>
  `<policies>\n  <inbound>\n    <base />\n    ${inbound}\n  </inbound>\n</policies>\n`
const check = async (files: Readonly<Record<string, unknown>>, ...args: readonly string[]) => {
  const { code, stdout } = await project(files).cli(['policy', 'check', ...args])
  return [code, stdout] as const
}

test('what is enforced is listed by line, and what API Management sets up by itself as built in: exit 0', async () => {
  const [code, told] = await check({ 'a.xml': document('<set-header name="x" exists-action="delete" />') }, 'a.xml')
  expect(code).toBe(0)
  expect(told).toMatch(/^ {2}a\.xml:4 +enforced +set-header$/m)
  expect(told).toMatch(/^ {2}built in +enforced +forward-request$/m)
})

test('something passed over, and a named value that nobody gives: exit 1', async () => {
  const [code, told] = await check(
    { 'a.xml': document('<trace source="{{name}}"><message>m</message></trace>') },
    'a.xml',
  )
  expect(code).toBe(1)
  expect(told).toMatch(/a\.xml:4 +passed over +trace/)
  expect(told).toContain('Named values without a value: name')
})

test('a broken expression is told with its place, and all other elements are listed all the same: exit 2', async () => {
  const broken = '<set-variable name="v" value="@(1 +)" />\n    <rate-limit calls="1" renewal-period="60" />'
  const [code, told] = await check({ 'a.xml': document(broken) }, 'a.xml', '--json')
  expect(code).toBe(2)
  expect(JSON.parse(told)).toMatchObject([
    {
      elements: [
        { line: 4, name: 'set-variable', standing: 'not-supported' },
        { line: 5, name: 'rate-limit', standing: 'enforced' },
        { file: 'built in', name: 'forward-request' },
      ],
      faults: [{ where: expect.stringMatching(/^a\.xml:4:\d+$/) }],
    },
  ])
})

test('a lone fragment can be checked, and is no gateway', async () => {
  const files = { 'f.xml': '<fragment>\n  <set-header name="x" exists-action="delete" />\n</fragment>\n' }
  expect((await check(files, 'f.xml'))[0]).toBe(0)
  const { code, stderr } = await project(files).cli(['gate', 'openai-node', '--gateway', 'f.xml'])
  expect(code).toBe(2)
  expect(stderr).toContain('f.xml:1:1: This is a fragment')
})

test('a named value that nobody gives may be an address or a truth, and is no fault where it stands for one', async () => {
  const addresses = '<ip-filter action="allow"><address>{{office}}</address></ip-filter>'
  const retry = '<retry condition="@(false)" count="{{times}}" interval="1" first-fast-retry="{{fast}}"></retry>'
  const broken =
    '<check-header name="x" failed-check-httpcode="none" failed-check-error-message="{{m}}" ignore-case="true" />'
  const [code, told] = await check({ 'a.xml': document(addresses + retry), 'b.xml': document(broken) }, 'a.xml')
  expect([code, told]).toEqual([1, expect.stringContaining('Named values without a value: office, times, fast')])
  expect(told).toMatch(/adapted +ip-filter/)
  expect((await check({ 'b.xml': document(broken) }, 'b.xml'))[1]).toContain('failed-check-httpcode')
})
