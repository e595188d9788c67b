import { expect, test } from 'vitest'
import { faultsOf, read, readOne } from './read-document.fixture.ts'

const api = (text: string) => faultsOf(() => read({ api: text }))

test('every fault of a document is told at once, with line and column', () => {
  const { code, faults } = api(`<policies>
  <inbond>
    <base />
  </inbond>
  <inbound>
    <set-header name="a" name="b" exists-action=override>
      <value>@("a"</value>
    </set-haeder>
    <choose>
      <when condition="@(1 == )" />
  </inbound>
  <backend>text</backend>
</policies>`)
  expect(code).toBe('policy/invalid')
  expect(faults.map((one) => one.split(': ')[0])).toEqual([
    'api.xml:6:26',
    'api.xml:6:49',
    'api.xml:7:14',
    'api.xml:8:5',
    'api.xml:9:5',
    'api.xml:2:3',
    'api.xml:10:31',
    'api.xml:12:12',
  ])
  expect(faults.join('\n')).toContain('Did you mean <inbound>?')
  expect(faults.join('\n')).toContain('Did you mean </set-header>?')
})

test('comments stand anywhere, and an XML declaration first', () => {
  const text = `<?xml version="1.0"?><!-- a --><policies><!-- <b> --><inbound><!-- c --><base /></inbound></policies><!-- d -->`
  expect(read({ api: `\uFEFF${text}` }).inbound).toEqual([])
})

test('a document without <policies> is told as such, by what it begins with', () => {
  expect(api('<set-header name="a" />')).toMatchObject({
    code: 'policy/no-root',
    faults: [expect.stringContaining('api.xml:1:1: The document begins with <set-header>')],
  })
  expect(api('').code).toBe('policy/no-root')
})

test('elements know where they stand, and what stands in them', () => {
  const header = readOne('<set-header name="a">\n  <value> b &amp; c </value>\n</set-header>')
  expect(header).toMatchObject({ name: 'set-header', spot: { line: 1, column: 20 }, text: null })
  expect(header.children).toMatchObject([
    { name: 'value', spot: { line: 2, column: 3 }, text: { kind: 'literal', text: 'b & c', spot: { column: 11 } } },
  ])
})

test('however a document is broken, it is read or its faults are told, and neither takes long', () => {
  const whole = `<policies><inbound><base /><set-header name="a" exists-action='override'><value>@("b" + $"{1}")</value></set-header>
<choose><when condition="@(context.Variables["x"] == "&lt;" && 1 < 2)"><set-body><![CDATA[<a>]]></set-body></when></choose>
<set-body template="liquid">{{body.a}}</set-body><!-- c --><a b="{{x}}" /></inbound></policies>`
  const pieces = [
    '"',
    "'",
    '<',
    '>',
    '@(',
    '@{',
    '{{',
    '}}',
    '&',
    '</',
    '<!--',
    '<![CDATA[',
    ']]>',
    '\n',
    '$"',
    '/*',
    ')',
    '}',
  ]
  let seed = 7
  const chance = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * below)
  }
  let broken = 0
  for (let round = 0; round < 2000; round += 1) {
    let text = whole
    for (let slip = chance(4); slip >= 0; slip -= 1) {
      const at = chance(text.length)
      text = text.slice(0, at) + (pieces[chance(pieces.length)] ?? '') + text.slice(at + chance(6))
    }
    if (faultsOf(() => read({ api: text, namedValues: { x: '1' } })).code !== 'none') broken += 1
  }
  expect(broken).toBeGreaterThan(500)
})

test('a document nested without end, or full of slips, ends', () => {
  expect(api('<a>'.repeat(100_000)).faults.length).toBeGreaterThan(0)
  expect(api('<a b="@(">'.repeat(5000)).faults.length).toBeLessThan(200)
  expect(api('</a>'.repeat(5000)).faults.length).toBeLessThan(200)
})

test('an expression behind other text is text, and its quotes are its own', () => {
  const { attributes } = readOne(`<cache-store-value key="a-@(f("x", ""))" value="@("b")" duration="7" />`)
  expect(attributes['key']).toMatchObject({ kind: 'literal', text: 'a-@(f("x", ""))' })
  expect(attributes['value']).toMatchObject({ kind: 'expression' })
  expect(Object.keys(attributes)).toEqual(['key', 'value', 'duration'])
})
