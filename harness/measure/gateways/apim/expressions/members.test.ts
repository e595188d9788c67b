import { expect, test } from 'vitest'
import { evaluated } from './evaluated.fixture.ts'

// Members of the vendor's list: https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes
test.each([
  ["char.ToUpper('a') + \"\" + char.ToLowerInvariant('B')", 'Ab'],
  ["char.IsLower('a') && char.IsPunctuation('.') && char.IsNumber('1') && !char.IsControl('a')", 'True'],
  ['char.IsDigit("a1", 1)', 'True'],
  ["char.GetNumericValue('7')", '7'],
  ['int.Parse("1,000", System.Globalization.NumberStyles.AllowThousands)', '1000'],
  ['double.IsNaN(double.NaN)', 'True'],
  ['double.PositiveInfinity', 'Infinity'],
  ['Math.Sign(-4)', '-1'],
  ['Math.Log10(1000)', '3'],
  ['Math.Round(2.5, MidpointRounding.AwayFromZero)', '3'],
  ['Math.Round(2.25, 1, MidpointRounding.ToEven)', '2.2'],
  ['Convert.ToDateTime("2024-01-02").Day', '2'],
  ['Convert.ToChar("a")', 'a'],
  ['Convert.ToInt64("9007199254740993")', '9007199254740993'],
  ['BitConverter.ToString(BitConverter.GetBytes(258))', '02-01-00-00'],
  ['BitConverter.GetBytes(1L).Length', '8'],
  ['{ var s = new StringBuilder("ab"); s[0] = \'x\'; return s.ToString() + s[1]; }', 'xbb'],
  ['new Uri(new Uri("https://a.b/c/d"), "e?f=g").ToString()', 'https://a.b/c/e?f=g'],
  ['{ Uri u; return Uri.TryCreate("x", UriKind.Absolute, out u); }', 'False'],
  ['{ return Uri.TryCreate("https://a.b/c", UriKind.Absolute, out Uri u) ? u.Host : ""; }', 'a.b'],
  ['Uri.IsWellFormedUriString("https://a.b/c d", UriKind.Absolute)', 'False'],
  ['new Uri("https://a.b/c#d").IsAbsoluteUri + new Uri("https://a.b/c#d").Fragment', 'True#d'],
  ['string.Join(",", new List<int> { 3, 1, 2 }.GetRange(1, 2))', '1,2'],
  ['new List<int> { 3, 1, 3 }.LastIndexOf(3)', '2'],
  [
    '{ var l = new List<int> { 1 }; l.InsertRange(0, new [] { 7, 8 }); l.RemoveRange(1, 1); return string.Join(",", l); }',
    '7,1',
  ],
  ['new [] { 1, 2, 3 }.LongCount()', '3'],
  ['string.Join(",", new [] { 1, 2, 3 }.ToLookup(x => x % 2)[1])', '1,3'],
  ['string.Join(",", new [] { 1, 2, 3 }.ToLookup(x => x % 2).Select(g => g.Key + ":" + g.Count()))', '1:2,0:1'],
  ['new [] { 1, 2 }.GetLength(0)', '2'],
  ['new [] { 1, 2 }.SelectMany(x => new [] { 3, 4 }, (a, b) => a * b).Sum()', '21'],
  ['new [] { 1, 2 }.Join(new [] { 2, 3 }, a => a, b => b, (a, b) => a + b).First()', '4'],
  ['new [] { 1, 2 }.GroupJoin(new [] { 2, 2 }, a => a, b => b, (a, g) => g.Count()).Sum()', '2'],
  ['new [] { 1, 2 }.Aggregate(1, (a, b) => a + b, sum => sum * 10)', '40'],
  ['new [] { "a" }.Union(new [] { "A", "b" }, StringComparer.OrdinalIgnoreCase).Count()', '2'],
  ['new [] { "a" }.SequenceEqual(new [] { "A" }, StringComparer.OrdinalIgnoreCase)', 'True'],
  ['new [] { 1, 2, 3 }.TakeLast(2).Sum() + new [] { 1, 2, 3 }.SkipLast(2).Sum()', '6'],
  ['"abcabc".LastIndexOf("a", 2)', '0'],
  ['((DateTimeOffset)DateTime.UtcNow).ToUnixTimeSeconds()', '1767323045'],
  ['Array.LastIndexOf(new [] { "a", "b", "a" }, "a")', '2'],
  ['{ int? n = null; return n.HasValue; }', 'False'],
  ['{ int? n = null; return n.GetValueOrDefault(7); }', '7'],
  ['{ int x = default; return x; }', '0'],
  [
    '{ JObject.Parse("{\\"a\\":[1,2]}"); var o = JObject.Parse("{\\"a\\":[1,2]}"); o["a"][0].Remove(); return o.ToString(Formatting.None); }',
    '{"a":[2]}',
  ],
  [
    '{ var o = JObject.Parse("{\\"a\\":{\\"b\\":1,\\"c\\":2}}"); o.SelectToken("a.b").Parent.Remove(); return o.ToString(Formatting.None); }',
    '{"a":{"c":2}}',
  ],
  [
    '{ var o = JObject.Parse("{\\"a\\":{\\"b\\":1}}"); o.SelectToken("a.b").Replace("z"); return o.ToString(Formatting.None); }',
    '{"a":{"b":"z"}}',
  ],
  ['{ var o = JObject.Parse("{\\"a\\":[{\\"b\\":1}]}"); return o.SelectToken("a[0].b").Path; }', 'a[0].b'],
  [
    'context.Api.SubscriptionKeyParameterNames.Header + " " + context.Api.SubscriptionKeyParameterNames.Query',
    'Ocp-Apim-Subscription-Key subscription-key',
  ],
  ['context.Request.PrivateEndpointConnection == null', 'True'],
])('%s is %s', (code, text) => {
  expect(evaluated(code)).toBe(text)
})

// An argument that nobody looks at would be passed over.
test.each([
  'new List<int> { 1, 2, 1 }.IndexOf(1, 1)',
  'Array.IndexOf(new [] { 1, 2, 1 }, 1, 1)',
  'Encoding.UTF8.GetString(new byte[] { 65, 66 }, 0, 1)',
  'new [] { 1, 2 }.OrderBy(x => x).ThenBy(x => "a", StringComparer.OrdinalIgnoreCase).First()',
  '"abab".IndexOfAny(new [] { \'a\' }, 1)',
  'BitConverter.ToString(new byte[] { 1, 2 }, 1)',
  'JObject.Parse("{\\"a\\":1}").Property("a").Replace(new JProperty("z", 1))',
])('%s cannot be told', (code) => {
  expect(() => evaluated(code)).toThrow('is not known here')
})

test.each([
  'new int[2, 2].Length',
  '{ var a = new int[2, 2]; a[0, 1] = 5; return a[0, 1]; }',
  '{ int? n = null; return n.GetValueOrDefault(); }',
  'context.Operation.Id',
  'context.Api.ServiceUrl.Host',
])('%s cannot be told', (code) => {
  expect(() => evaluated(code)).toThrow(/not (supported|known)|several dimensions/)
})
