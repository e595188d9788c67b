import { expect, test } from 'vitest'
import { fillLiquid } from './fill-liquid.ts'
import { unknownLiquid } from './unknown-liquid.ts'

const BODY = {
  name: 'Ann',
  empty: '',
  n: 7,
  price: 2.5,
  no: false,
  at: '2024-05-01T10:00:00Z',
  lines: [
    { sku: 'b', n: 1 },
    { sku: 'a', n: 2 },
  ],
}
const filled = (template: string): string =>
  fillLiquid(
    template,
    new Map<string, unknown>([
      ['body', BODY],
      ['context', { Request: { Method: 'POST' } }],
    ]),
  )

// https://shopify.github.io/liquid/, in the C# spelling of https://learn.microsoft.com/azure/api-management/set-body-policy
test.each([
  ['{{body.name}} {{ body.lines[1].sku }} {{body["name"]}} {{body.none.of.it}}', 'Ann a Ann '],
  ['{{context.Request.Method}} {{context.request.method}}', 'POST POST'],
  ['{% if body.n > 5 and body.name == "Ann" %}yes{% else %}no{% endif %}', 'yes'],
  ['{% if body.none %}a{% elsif body.no %}b{% elsif body.empty %}c{% endif %}', 'c'],
  ['{% unless body.no %}shown{% endunless %}', 'shown'],
  ['{% if body.empty == empty %}none{% endif %}{% if body.lines != empty %}some{% endif %}', 'nonesome'],
  ['{% if body.name contains "nn" %}in{% endif %}', 'in'],
  [
    '{% for line in body.lines %}{{line.sku}}={{line.n}}{% unless forloop.last %},{% endunless %}{% endfor %}',
    'b=1,a=2',
  ],
  ['{% for line in body.lines reversed %}{{forloop.index}}{{line.sku}}{% endfor %}', '1a2b'],
  ['{% for i in (1..4) limit:2 offset:1 %}{{i}}{% endfor %}', '23'],
  [
    '{% for i in (1..4) %}{% if i == 3 %}{% break %}{% endif %}{% if i == 1 %}{% continue %}{% endif %}{{i}}{% endfor %}',
    '2',
  ],
  ['{% for x in body.none %}x{% else %}nobody{% endfor %}', 'nobody'],
  ['{% case body.n %}{% when 1, 2 %}low{% when 7 %}seven{% else %}other{% endcase %}', 'seven'],
  [
    '{% assign who = body.name | Upcase %}{{who}}{% capture both %}{{who}}-{{body.n}}{% endcapture %}/{{both}}',
    'ANN/ANN-7',
  ],
  ['a {%- comment %} {{body.name}} {% endcomment -%} b{% raw %}{{x}}{% endraw %}', 'ab{{x}}'],
  ['{{body.name | Append: "!" | Prepend: "<" | Replace: "n", "m" | Size}}', '5'],
  ['{{body.n | Plus: 1 | Times: 2 | DividedBy: 3 | Minus: 1 | Modulo: 3}}', '1'],
  ['{{body.price | Round}} {{body.none | Default: "-"}} {{body.lines | Map: "sku" | Sort | Join: "+"}}', '3 - a+b'],
  ['{{body.at | Date: "yyyy/MM/dd HH:mm"}}', '2024/05/01 10:00'],
  [
    '{{"a b&c" | UrlEncode}} {{"<b>" | Escape}} {{"abcdef" | Truncate: 5}} {{"a,b" | Split: "," | Last}}',
    'a+b%26c &lt;b&gt; ab... b',
  ],
])('%s is %s', (template, text) => {
  expect(unknownLiquid(template)).toEqual([])
  expect(filled(template)).toBe(text)
})

test.each([
  ['{% tablerow x in y %}{% endtablerow %}', ['{% tablerow x in y %}', '{% endtablerow %}']],
  ['{{body.x | Currency}}{{other.y}}', ['| Currency', 'other']],
  ['{% if body.x %}a', ['{% endif %}']],
  ['{% if body.x =~ 1 %}a{% endif %}', ['{% if body.x =~ 1 %}']],
])('of %s is not known: %j', (template, unknown) => {
  expect(unknownLiquid(template)).toEqual(unknown)
})

test('a template that repeats without end is stopped', () => {
  const loop = '{% for a in (1..1000) %}{% for b in (1..1000) %}x{% endfor %}{% endfor %}'
  expect(() => filled(loop)).toThrow('more than 100000 steps')
  expect(() => filled('{% for a in (1..9999999) %}{% endfor %}')).toThrow('more than 100000 numbers')
})

test('tags within tags without end are not known', () => {
  expect(unknownLiquid(`{{ ${'a['.repeat(5000)} }}`)).toHaveLength(1)
  expect(unknownLiquid('{% if body.a %}'.repeat(5000))).toContain('{% if body.a %}')
  expect(filled('{% if body.a %}'.repeat(5000))).toBe('')
})
