import { describe, expect, it } from 'vitest'

import { endOfExpression } from './end-of-expression.ts'

const ends = (text: string): string | null => {
  const start = text.indexOf('@')
  const end = endOfExpression(text, start)
  return end === null ? null : text.slice(start, end)
}

describe('where an expression ends', () => {
  it.each([
    '@(1)',
    '@(context.Request.Headers.GetValueOrDefault("api-key",""))',
    '@(")")',
    String.raw`@("\")")`,
    '@(@"\\")',
    '@(@"a "" ) b")',
    '@($"a{x[")"]}b)")',
    '@($@"{x}""{{ ) }}")',
    `@(')' == '"')`,
    `@('\\'' == '(')`,
    '@{ // it\'s a ")" {\n return 1; }',
    '@{ /* " ) } */ return new { a = new[] { 1 } }; }',
    '@(&quot;)&quot; + f(&#39;(&#39;))',
    '@("https://a.b" + $"{(x ? "}" : "{")}")',
  ])('%s', (source) => {
    expect(ends(`<a b="${source}" c="@(2)" />`)).toBe(source)
  })

  it.each(['@', '@x', '@(', '@("a)', '@(])', '@{ /* }', '@($"{")', 'x'])('%s has no end', (source) => {
    expect(endOfExpression(source, 0)).toBeNull()
  })

  it('is found, or not, however deep the brackets go', () => {
    expect(endOfExpression(`@${'('.repeat(100_000)}${')'.repeat(100_000)}`, 0)).toBe(200_001)
    expect(endOfExpression(`@(${'$"{'.repeat(10_000)}`, 0)).toBeNull()
  })
})
