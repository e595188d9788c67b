import { expect, test } from 'vitest'
import { faultsOf, read, readOne } from './read-document.fixture.ts'

const attribute = (policy: string, name: string, values: Readonly<Record<string, string>> = {}) =>
  readOne(policy, values).attributes[name]
const textOf = (value: ReturnType<typeof attribute>) => (value?.kind === 'expression' ? value.source : value?.text)

test('an expression in an attribute holds quotes and angle brackets as they are', () => {
  const source = '@(context.Request.Headers.GetValueOrDefault<string>("x", ">\\"") == "y" && 1 < 2)'
  const value = attribute(`<set-variable name="a" value="${source}" />`, 'value')
  expect(value).toMatchObject({ kind: 'expression', source, spot: { file: 'api.xml', line: 1, column: 50 } })
})

test('the same expression is read from a well-formed document', () => {
  const written = '@(context.Variables[&quot;)&quot;] == &quot;it&apos;s&quot; &amp;&amp; 1 &lt; 2)'
  const value = attribute(`<set-variable name="a" value="${written}" />`, 'value')
  expect(textOf(value)).toBe('@(context.Variables[")"] == "it\'s" && 1 < 2)')
})

test('quotes as they are beside escaped operators are read too', () => {
  const value = attribute('<set-variable name="a" value="@("a" == "b" &amp;&amp; true)" />', 'value')
  expect(textOf(value)).toBe('@("a" == "b" && true)')
})

test('positions within an expression are those of the file, also behind escapes and named values', () => {
  const api = `<policies>
  <inbound>
    <set-variable name="a" value="@(&quot;{{long}}&quot; == context.Nix)" />
  </inbound>
</policies>`
  const [policy] = read({ api, namedValues: { long: 'a much longer value' } }).inbound
  const value = policy?.attributes['value']
  const node = value?.kind === 'expression' && value.expression.form === 'value' ? value.expression.value : null
  const right = node?.node === 'binary' ? node.right : null
  const line = api.split('\n')[2] ?? ''
  const begins = line.indexOf('context') + 1
  // A member's place is its object's or its own name's.
  expect([begins, begins + 'context'.length, begins + 'context.'.length]).toContain(right?.at.column)
  expect(right?.at.line).toBe(3)
})

test('bodies are expressions, CDATA, or markup of another language as it stands', () => {
  const body = (inside: string, attributes = '') => readOne(`<set-body${attributes}>${inside}</set-body>`).text
  expect(body('@{ return "</x>" + (1 < 2); }')).toMatchObject({ kind: 'expression' })
  expect(body('<![CDATA[@("<a/>")]]>')).toMatchObject({ kind: 'expression', source: '@("<a/>")' })
  expect(body('<a b="c">&lt;</a>')).toMatchObject({ kind: 'literal', text: '<a b="c">&lt;</a>' })
  expect(body(' {"a": "&lt;"} ')).toMatchObject({ kind: 'literal', text: ' {"a": "<"} ' })
  expect(body('<!-- later -->\n')).toBeNull()
  expect(body('{"id": "{{body.id}}"}', ' template="liquid"')).toMatchObject({ text: '{"id": "{{body.id}}"}' })
})

test('a named value fills texts and expressions, and may be an expression itself', () => {
  const values = { tenant: 'contoso', all: '@(context.User.Id)' }
  expect(textOf(attribute('<a url="https://{{tenant}}/{backend-id}" />', 'url', values))).toBe(
    'https://contoso/{backend-id}',
  )
  expect(textOf(attribute('<a url="@("{{ tenant }}" + 1)" />', 'url', values))).toBe('@("contoso" + 1)')
  expect(attribute('<a url="{{all}}" />', 'url', values)).toMatchObject({ kind: 'expression' })
})

test('every place of a missing named value is told, with the nearest one; comments and Liquid are left alone', () => {
  const api = `<policies><inbound><!-- {{nobody}} -->
<a b="{{tennant}}" c="@("{{tennant}}")" />
<set-body template="liquid">{{body.x}}</set-body></inbound></policies>`
  const { code, faults } = faultsOf(() => read({ api, namedValues: { tenant: '1' } }))
  expect(code).toBe('policy/no-named-value')
  expect(faults.map((one) => one.slice(0, 16))).toEqual(['api.xml:2:7: No ', 'api.xml:2:26: No'])
  expect(faults[0]).toContain('Did you mean "tenant"?')
})

test('names like those of every object are no named values and no attributes of theirs', () => {
  expect(faultsOf(() => readOne('<a b="{{constructor}}" />')).code).toBe('policy/no-named-value')
  expect(Object.keys(readOne('<a __proto__="1" />').attributes)).toEqual(['__proto__'])
})
