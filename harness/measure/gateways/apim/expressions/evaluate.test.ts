import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../../../ask/policies/expressions/parse-expression.ts'
import { CannotTell } from '../policy.ts'
import { EvaluationError, textOf, unknownIn } from './evaluate.ts'
import { someExchange } from './exchange.fixture.ts'

const spot = { file: 'policy.xml', line: 1, column: 1 }

const parsed = (source: string) => {
  const read = parseExpression(source, spot)
  if (!read.ok) throw new Error(`${source}: ${JSON.stringify(read.faults)}`)
  return read.expression
}

const of = (source: string): string =>
  textOf({ spot, kind: 'expression', source, expression: parsed(source) }, withVariable())

const withVariable = () => {
  const exchange = someExchange()
  exchange.variables.set('set', 'a')
  return exchange
}

const BOOKS = `JObject.Parse("{\\"b\\":[{\\"t\\":\\"x\\",\\"p\\":8},{\\"t\\":\\"y\\",\\"p\\":12},{\\"t\\":\\"z\\",\\"p\\":20,\\"in\\":{\\"t\\":\\"w\\"}}]}")`

test.each([
  ['$.b[0].t', 'x'],
  ["b[?(@.p > 10)]['t']", 'y,z'],
  ["$.b[?(@.p > 10 && @.t == 'z')].p", '20'],
  ["$.b[?(@.p == 8 || @.in.t == 'w')].t", 'x,z'],
  ['$.b[?(@.in)].t', 'z'],
  ['$..t', 'x,y,z,w'],
  ['b[0,2].t', 'x,z'],
  ['b[1:].t', 'y,z'],
  ['b[*].p', '8,12,20'],
  ['none[3]', ''],
])('the JSON path %s leads to %s', (path, texts) => {
  expect(of(`@(string.Join(",", ${BOOKS}.SelectTokens("${path}").Select(t => t.ToString())))`)).toBe(texts)
})

test('of several tokens none is selected, and a path of another language is no path', () => {
  expect(() => of(`@(${BOOKS}.SelectToken("b[*].t"))`)).toThrow('Path returned multiple tokens.')
  expect(() => of(`@(${BOOKS}.SelectToken("b[?(@.t =~ /x/)]"))`)).toThrow(CannotTell)
})

test.each([
  ['@(1 + 2 * 3)', '7'],
  ['@(7 / 2)', '3'],
  ['@(7.0 / 2)', '3.5'],
  ['@(2147483647 + 1)', '-2147483648'],
  ['@("a" + null + 1 + true)', 'a1True'],
  ['@(1 == 1.0)', 'True'],
  ['@(context.Request.Method == "POST" ? "yes" : "no")', 'yes'],
  ['@(context.Request.Headers.GetValueOrDefault("authorization","").AsJwt()?.Subject)', 'you'],
  ['@(context.Request.Headers.GetValueOrDefault("none").AsJwt()?.Subject ?? "nobody")', 'nobody'],
  ['@(context.Request.Headers["X-Many"].Length)', '2'],
  ['@(context.Request.Headers.GetValueOrDefault("X-Many","").Split(\',\').Last())', 'b'],
  ['@(context.Request.Url.Query.GetValueOrDefault("api-version"))', '1'],
  ['@(context.Request.MatchedParameters["deployment-id"])', 'gpt'],
  ['@((string)context.Request.Body.As<JObject>(true)["model"])', 'gpt'],
  ['@(context.Request.Body.As<JObject>(preserveContent: true)["list"].Select(x => (int)x + 1).Sum())', '5'],
  ['@{ context.Request.Body.As<string>(); return context.Request.Body.As<string>().Length; }', '0'],
  ['@{ var n = 0; for (var i = 0; i < 5; i++) { if (i == 3) { break; } n += i; } return n; }', '3'],
  ['@{ try { return (string)context.Variables["none"]; } catch (Exception e) { return "caught"; } }', 'caught'],
  [
    '@{ Jwt jwt; if (context.Request.Headers.GetValueOrDefault("Authorization","").TryParseJwt(out jwt)) { return string.Join("|", jwt.Audiences); } return "no"; }',
    'a|b',
  ],
  ['@(Regex.Match("max-age=60", @"max-age=(?<age>\\d+)").Groups["age"]?.Value)', '60'],
  ['@(Regex.IsMatch("A\\nb", "^b$", RegexOptions.IgnoreCase | RegexOptions.Multiline))', 'True'],
  ['@(Regex.Replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a|b)+", "x"))', 'x!'],
  ['@(string.Join("", Regex.Matches("a1b2", "[a-z]").Select(m => m.Value)))', 'ab'],
  ['@(string.Join(",", from x in new [] { 3, 1, 2 } where x > 1 orderby x descending select x * 10))', '30,20'],
  [
    '@(string.Join(",", from string a in new [] { "x", "y" } from b in new [] { 1, 2 } let c = a + b select c))',
    'x1,x2,y1,y2',
  ],
  [
    '@(string.Join(",", from w in new [] { "aa", "b", "cc" } group w by w.Length into g orderby g.Key select g.Key + ":" + g.Count()))',
    '1:1,2:2',
  ],
  ['@(string.Join(",", from a in new [] { 1, 2 } join b in new [] { 2, 3 } on a equals b select a))', '2'],
  [
    '@((from p in context.Request.Body.As<JObject>(true).Properties() where (p.Name == "n") select p.Value).First().ToString())',
    '2',
  ],
  ['@(string.Join(",", new [] { "bb", "a", "b" }.OrderBy(x => x.Length).ThenByDescending(x => x)))', 'b,a,bb'],
  ['@(string.Join(",", new [] { 1, 2, 3 }.GroupBy(x => x % 2).Select(g => g.Key + ":" + g.Sum())))', '1:4,0:2'],
  [
    '@(string.Join(",", new [] { 1, 2, 3 }.GroupBy(x => x % 2, x => x * 10, (k, all) => k + "=" + all.Sum())))',
    '1=40,0=20',
  ],
  ['@(string.Join(",", Enumerable.Range(1, 5).SkipWhile(x => x < 3)))', '3,4,5'],
  ['@(XElement.Parse("<a><b c=\'1\'>x</b><b>y</b></a>").Elements("b").Last().Value)', 'y'],
  ['@((int)XElement.Parse("<a><b c=\'1\'/></a>").Element("b").Attribute("c") + 1)', '2'],
  ['@((string)XElement.Parse("<a/>").Element("b") ?? "none")', 'none'],
  [
    '@{ XNamespace s = "urn:s"; return XDocument.Parse("<q:a xmlns:q=\'urn:s\'><q:b>z</q:b></q:a>").Root.Element(s + "b").Value; }',
    'z',
  ],
  ['@(XDocument.Parse("<a><b><c>1</c></b></a>").Descendants("c").First().Parent.Name.LocalName)', 'b'],
  [
    '@(new XElement("a", new XAttribute("n", 1), new XElement("b", "x < y")).ToString(SaveOptions.DisableFormatting))',
    '<a n="1"><b>x &lt; y</b></a>',
  ],
  ['@(XElement.Parse("<a><b>1</b></a>").ToString())', '<a>\r\n  <b>1</b>\r\n</a>'],
  ['@(XElement.Parse("<a/>").Name == "a")', 'True'],
  [
    '@($"{1234.5:N1}|{0.256:P1}|{255:X4}|{7:D3}|{1234.5:#,##0.00}|{0.5:0.##}|{12000:E2}|{-3.14159:F2}")',
    '1,234.5|25.6 %|00FF|007|1,234.50|0.5|1.20E+004|-3.14',
  ],
  ['@($"{context.Timestamp:yyyy-MM-dd}|{"a",-3}|{true,5}|{{}}")', '2026-01-02|a  | True|{}'],
  ['@(string.Format("{0:0.0}-{1,4}", 2.25, "x"))', '2.3-   x'],
  ['@{ var from = 1; return from + 1; }', '2'],
  ['@(Convert.ToBase64String(Encoding.UTF8.GetBytes("a:b")))', 'YTpi'],
  ['@(DateTime.UtcNow.AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ"))', '2026-01-02T03:05:05Z'],
  ['@(new JObject(new JProperty("a", 1)).ToString(Newtonsoft.Json.Formatting.None))', '{"a":1}'],
  ['@(System.Net.WebUtility.UrlEncode("a b/c"))', 'a+b%2Fc'],
  ['@($"{1,3}|{0.5:F2}")', '  1|0.50'],
  ['@(new [] {"a", "b"}.Contains("B", StringComparer.OrdinalIgnoreCase))', 'True'],
  ['@(context.Variables.GetValueOrDefault<int>("none"))', '0'],
  ['@(BitConverter.ToInt32(new byte[] { 1, 2, 0, 0 }, 0))', '513'],
  [
    '@{ var to = new byte[3]; Array.Copy(new byte[] { 1, 2, 3 }, 1, to, 0, 2); return BitConverter.ToString(to); }',
    '02-03-00',
  ],
  ['@{ return Twice(Add(1, 2)); int Twice(int n) { return n * 2; } int Add(int a, int b) => a + b; }', '6'],
  ['@{ var n = 0; void More() { n = n + 1; } More(); More(); return n; }', '2'],
  ['@{ int Down(int n) { return n == 0 ? 0 : Down(n - 1); } return Down(20); }', '0'],
  ['@{ object v = "a"; return v == "b"; }', 'False'],
  ['@("abc".GetType() == typeof(string))', 'True'],
])('%s is %s', (source, value) => {
  expect(of(source)).toBe(value)
})

test.each([
  '@(((string)null).Length)',
  '@("abc".Substring(5))',
  '@(context.Variables["none"])',
  '@(1 / (1 - 1))',
  '@(int.Parse("x"))',
  '@(XElement.Parse("<a>"))',
  '@(context.Request.Body.As<JArray>(true))',
])('%s is an error of C#', (source) => {
  expect(() => of(source)).toThrow(EvaluationError)
})

describe('nothing of the host is reached', () => {
  test.each([
    '@("".constructor)',
    '@("".constructor("return process")())',
    '@("".__proto__)',
    '@(context.__proto__.constructor)',
    '@("".toString.call(1))',
    '@(process.env)',
    '@(globalThis)',
    '@(constructor.x)',
    '@(new constructor())',
    '@(new Dictionary<string,string>().hasOwnProperty("a"))',
    '@(context.Variables.GetValueOrDefault<__proto__>("x").constructor)',
  ])('%s', (source) => {
    expect(() => of(source)).toThrow(/not known|reference not set/)
  })
})

test.each([
  '@{ while (true) { } return 1; }',
  '@{ var s = "a"; while (true) { s = s + s; } return s; }',
  '@(Regex.IsMatch("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$"))',
  '@(new [] { 1 }.ThenBy(x => x))',
  // The same text in one object or in two: C# compares objects by reference.
  '@{ object v = "a"; return v == "a"; }',
  '@{ var v = context.Variables["set"]; return v == "a"; }',
  '@{ var v = (object)"a"; return v == "a" ? 1 : 2; }',
])('%s ends, and nobody knows with what', (source) => {
  expect(() => of(source)).toThrow(CannotTell)
})

test('catch does not take what cannot be told', () => {
  expect(() => of('@{ try { return context.Nothing; } catch { return true; } }')).toThrow(CannotTell)
})

test('what is not known is told beforehand, and what is declared is known', () => {
  const ours = '@{ int F(int one) => one; foreach (var y in new [] { 1 }) { F(y); } return new { A = 1 }.A; }'
  expect(unknownIn(parsed(ours))).toEqual([])
  const whats = unknownIn(parsed('@((Unheard)Unheard.Of(other: 1) as IUnheard)')).map(({ what }) => what)
  expect(whats).toEqual(['Unheard'])
  expect(unknownIn(parsed('@(context.Nothing + File.Open("x").Size)')).map(({ what }) => what)).toEqual([
    'context.Nothing',
    'File',
  ])
})

test('a member that nobody knows is told with the one that is near', () => {
  const [unknown] = unknownIn(parsed('@(context.Request.Headrs.Count > 0)'))
  expect(unknown?.what).toBe('.Headrs. Did you mean "Headers"?')
})
