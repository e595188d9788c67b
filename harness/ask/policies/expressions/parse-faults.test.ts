import { describe, expect, it } from 'vitest'

import { parseExpression } from './parse-expression.ts'

const from = { file: 'p.xml', line: 1, column: 1 }

/** `line:column what`, of each fault. */
const faultsOf = (source: string): readonly string[] => {
  const parsed = parseExpression(source, from)
  return parsed.ok ? [] : parsed.faults.map(({ spot, what }) => `${spot.line}:${spot.column} ${what}`)
}

describe('what C# has and expressions here have not is named', () => {
  it.each([
    ['@(async x => 1)', '1:3 `async`'],
    ['@(await x)', '1:3 `await`'],
    ['@((1, 2))', '1:5 Tuples'],
    ['@{ var (a, b) = x; }', '1:4 Tuples'],
    ['@(x switch { 1 => "a", _ => "b" })', '1:5 `switch` as a value'],
    ['@(s[^1])', '1:5 Indexes from the end'],
    ['@(s[1..3])', '1:6 Ranges'],
    ['@(x is { } y)', '1:8 Behind `is`, patterns'],
    ['@{ switch (x) { case var y: return 1; } }', '1:22 Behind `case`, patterns'],
    ['@{ try { } catch (A e) when (e.x) { } }', '1:24 Filters'],
    ['@{ unsafe { } }', '1:4 `unsafe`'],
    ['@{ lock (x) { } }', '1:4 `lock`'],
    ['@{ goto a; }', '1:4 `goto`'],
    ['@(this.x)', '1:3 `this`'],
    ['@(f(ref x))', '1:5 `ref`'],
    ['@("""raw""")', '1:3 Raw texts'],
    ['@{\n#if X\n return 1; }', '2:1 Directives'],
  ])('%s', (source, fault) => {
    expect(faultsOf(source)).toEqual([expect.stringContaining(fault)])
    expect(faultsOf(source)).toEqual([expect.stringContaining('not supported in expressions here.')])
  })
})

describe('a fault says where it is and what was expected', () => {
  it.each([
    ['@{ return 1 }', '1:13 Expected ";", found "}".'],
    ['@(a.b.)', '1:7 Expected the name of a member, found the end.'],
    ['@{ var if = 1; }', '1:8 Expected a name, found "if".'],
    ['@{ else x = 1; }', '1:4 Expected a value, found "else".'],
    ["@('ab')", `1:3 Between ' stands one character; a text stands between ".`],
    ['@("a\\d")', '1:5 "\\d" is no escape of C#: for a backslash write \\\\ or @"…".'],
    ['@(“a”)', `1:3 "“" is a typographic quote: expected " or '.`],
    ['@($"{f("x") +}")', '1:14 Expected a value, found the end.'],
  ])('%s', (source, fault) => {
    expect(faultsOf(source)).toEqual([fault])
  })

  it('and each statement tells its own', () => {
    const source = `@{
  var a = 1 var b = 2;
  if (a == ) { return "x"; } else { return y z; }
  var c = 3;
  foreach (var d in e) { return f g; }
}`
    expect(faultsOf(source)).toEqual([
      '2:13 Expected ";", found "var".',
      '3:12 Expected a value, found ")".',
      '5:35 Expected ";", found "g".',
    ])
  })
})

it.each([
  ['a sum', `@(${'1+'.repeat(5000)}1)`],
  ['members', `@(a${'.b'.repeat(5000)})`],
  ['calls', `@(a${'()'.repeat(5000)})`],
  ['if after else', `@{ ${'if (a) b(); else '.repeat(5000)} c(); }`],
  ['blocks', `@{${'{'.repeat(5000)}${'}'.repeat(5000)}}`],
  ['holes', `@(${`$"{${'('.repeat(100)}`.repeat(14)}1${`${')'.repeat(100)}}"`.repeat(14)})`],
  ['initial values', `@(new A { B = ${'{ B = '.repeat(3000)}1${'}'.repeat(3000)}})`],
])('%s without end: one fault, and no stack that overflows', (_, source) => {
  expect(faultsOf(source)).toEqual([expect.stringMatching(/nested deeper than/)])
})

const value = (source: string): unknown => {
  const parsed = parseExpression(`@(${source})`, from)
  return parsed.ok && parsed.expression.form === 'value' ? parsed.expression.value : parsed
}

describe('read as C# reads it', () => {
  it('members of types that are words of the language, with and without types of their own', () => {
    const join = { node: 'member', name: 'Join', of: { node: 'type', type: { name: 'string' } } }
    expect(value('string.Join(",", x)')).toMatchObject({ callee: { ...join, types: [] } })
    expect(value('string.Join<int>(",", x)')).toMatchObject({ callee: { ...join, types: [{ name: 'int' }] } })
  })

  it.each(['System.Text.Encoding.UTF8', 'global::System.Text.Encoding.UTF8', 'Encoding.UTF8'])('%s', (source) => {
    expect(value(source)).toMatchObject({ node: 'member', name: 'UTF8', of: { node: 'name', name: 'Encoding' } })
  })

  it('a variable that is named as a namespace is one', () => {
    expect(value('System')).toMatchObject({ node: 'name', name: 'System' })
    expect(value('x.System.Text')).toMatchObject({ name: 'Text', of: { name: 'System', of: { name: 'x' } } })
  })

  it('a constant behind `is`', () => {
    expect(value('x is true')).toMatchObject({ node: 'binary', operator: '==', right: { node: 'boolean' } })
    expect(value('x is not "a"')).toMatchObject({ node: 'unary', operator: '!', operand: { right: { value: 'a' } } })
  })

  it.each([
    'x as int? == 5',
    'x is int? && y',
    'a ? x as int? : 3',
    'f(x as int?)',
    'x as int? ?? 3',
  ])('the `?` of a type: %s', (source) => {
    expect(JSON.stringify(value(source))).toContain('"name":"int","of":[],"array":false,"nullable":true')
  })

  it('the format of a hole, behind characters and strings that look like it', () => {
    expect(value(`$"{s.Split(')')[0],-5:X}"`)).toMatchObject({ parts: [{ align: -5, format: 'X' }] })
    expect(value(String.raw`$"{f("\":"):d}"`)).toMatchObject({ parts: [{ align: null, format: 'd' }] })
  })

  it('a `throw` in place of a value', () => {
    const thrown = { node: 'call', callee: { node: 'lambda', body: [{ statement: 'throw' }] } }
    expect(value('a ?? throw new Exception()')).toMatchObject({ right: thrown })
    expect(value('a ? b : throw new Exception()')).toMatchObject({ otherwise: thrown })
  })

  it('`nameof`, `x!` and `unchecked(…)`', () => {
    expect(value('nameof(a.b)')).toMatchObject({ node: 'string', value: 'b' })
    expect(value('x!.y')).toMatchObject({ node: 'member', of: { node: 'name' } })
    expect(value('unchecked((int)x)')).toMatchObject({ node: 'cast' })
  })
})
