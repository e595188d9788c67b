import { expect, test } from 'vitest'
import { evaluated, unknownOf } from './evaluated.fixture.ts'

// Forms that published documents have, each with what .NET makes of it.

test.each([
  // Newtonsoft reads more than JSON.
  [
    `JObject.Parse("{'a':'it\\\\'s', b:[1,2,], /* c */ c:null,}").ToString(Formatting.None)`,
    `{"a":"it's","b":[1,2],"c":null}`,
  ],
  [`JArray.Parse("[1,2,3]").ToObject<List<int>>().Sum()`, '6'],
  [`JArray.Parse("['a','b']").ToObject<string[]>().Length`, '2'],
  [`JsonConvert.DeserializeObject<Dictionary<string,List<string>>>("{'a':['x']}")["a"][0]`, 'x'],
  [`JsonConvert.DeserializeObject<List<string>>("['10.0.0.0/8']").Contains("10.0.0.0/8")`, 'True'],
  [`JArray.Parse("['a','b']").Values<string>().Contains("b")`, 'True'],
  [`string.Join(",", JObject.Parse("{x:[{n:'a'},{n:'b'}]}")["x"].Values<string>("n"))`, 'a,b'],
  [`string.Join(",", JArray.Parse("[{n:'a'},{n:'b'}]").Children().Values<string>("n"))`, 'a,b'],
  [`JArray.Parse("[{},1]").Children<JObject>().Count()`, '1'],
  [`new JObject(new JProperty("t", DateTime.UtcNow)).ToString(Formatting.None)`, '{"t":"2026-01-02T03:04:05Z"}'],
  [
    `{ var o = JObject.Parse("{x:{y:1},l:[1]}"); o.Merge(JObject.Parse("{x:{z:2},l:[2]}")); return o.ToString(Formatting.None); }`,
    '{"x":{"y":1,"z":2},"l":[1,2]}',
  ],
  [`{ foreach (var kv in JObject.Parse("{x:1}")) { return kv.Key + kv.Value; } return ""; }`, 'x1'],
  // Sets and lists.
  [`new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a", "A" }.Count`, '1'],
  [`new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }.Contains("A")`, 'True'],
  [`new HashSet<string> { "a" }.Contains("A")`, 'False'],
  [`{ var l = new List<int> { 3, 1, 2 }; l.Sort(); l.Reverse(); return l[0]; }`, '3'],
  [`{ var s = new Stack<int>(); s.Push(1); s.Push(2); return s.Pop(); }`, '2'],
  [`context.Variables.Select(kv => kv.Key).First()`, 'set'],
  // A method as a value.
  [`"1,2".Split(',').Select(int.Parse).Sum()`, '3'],
  [`"abc".All(char.IsLetter)`, 'True'],
  // With a list to fall back on, a list is what is had.
  [
    `context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt().Claims.GetValueOrDefault("sub", new string[] { "" })[0]`,
    'you',
  ],
  [`context.Request.Headers.GetValueOrDefault("X-Many", new string[0]).Contains("b")`, 'True'],
  [`context.Request.Headers.GetValueOrDefault("X-None", new string[0]).Concat(new [] { "z" }).First()`, 'z'],
  [
    `{ var iv = new byte[20]; new RNGCryptoServiceProvider().GetBytes(iv); return iv.Length + (iv.Any(b => b != 0) ? "y" : "n"); }`,
    '20y',
  ],
  [
    `{ var h = new System.Security.Cryptography.HMACSHA256 { Key = Encoding.UTF8.GetBytes("k") }; return Convert.ToBase64String(h.ComputeHash(Encoding.UTF8.GetBytes("a"))) == Convert.ToBase64String(new HMACSHA256(Encoding.UTF8.GetBytes("k")).ComputeHash(Encoding.UTF8.GetBytes("a"))); }`,
    'True',
  ],
  // Where there is none, a number is 0 and a truth is False, and no null.
  ['new List<int>().FirstOrDefault() == 0', 'True'],
  ['new[] { 1, 2 }.Where(n => n > 2).FirstOrDefault() == 0', 'True'],
  ['new[] { true }.Where(x => !x).LastOrDefault()', 'False'],
  ['JArray.Parse("[]").Select(t => (int)t).FirstOrDefault()', '0'],
  ['JArray.Parse("[]").Values<int>().FirstOrDefault()', '0'],
  ['JArray.Parse("[]").ToObject<List<int>>().DefaultIfEmpty().First()', '0'],
  ['new string[0].FirstOrDefault() == null', 'True'],
  ['new List<int?>().FirstOrDefault() == null', 'True'],
  ['context.Request.Headers.FirstOrDefault(h => h.Key == "None").Value == null', 'True'],
  ['new Dictionary<string, int> { { "a", 1 } }.FirstOrDefault(kv => kv.Key == "b").Value', '0'],
  // Numbers as .NET has them.
  ['0.1m + 0.2m == 0.3m', 'True'],
  ['0.1 + 0.2 == 0.3', 'False'],
  ['{ var x = 300; return (byte)x; }', '44'],
  ['{ var x = -1; return (uint)x; }', '4294967295'],
  ['1e20.ToString() + 0.00001.ToString()', '1E+201E-05'],
  ['(int)DateTime.UtcNow.DayOfWeek', '5'],
  // A character is one again in the other case.
  ['"ß".ToUpper() + "İ".ToLower()', 'ßİ'],
  ['"ß".Equals("SS", StringComparison.OrdinalIgnoreCase)', 'False'],
  // Dates and times by a format.
  [
    `DateTime.ParseExact("20260102T0304", "yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture).ToString("o")`,
    '2026-01-02T03:04:00.0000000',
  ],
  [
    '{ DateTime d; return DateTime.TryParseExact("31.02.2026", "dd.MM.yyyy", null, DateTimeStyles.None, out d); }',
    'False',
  ],
  [`TimeSpan.FromSeconds(93784).ToString(@"d\\.hh\\:mm\\:ss")`, '1.02:03:04'],
  ['new TimeSpan(0, 0, 0, 1, 500).TotalMilliseconds', '1500'],
  ['(DateTime?)null < DateTime.UtcNow', 'False'],
  ['(DateTime)JObject.Parse("{\\"a\\":\\"2026-01-02T03:04:05Z\\"}")["a"] == DateTime.UtcNow', 'True'],
  ['DateTime.Parse(DateTime.UtcNow.ToString()).Year', '2026'],
  // Texts in the culture's order, where signs do not decide.
  ['"a".CompareTo("B") < 0 && "a".CompareTo("A") < 0 && "A".CompareTo("b") < 0', 'True'],
  ['string.Compare("2024-10-21", "2024-02-01-preview") > 0', 'True'],
  ['string.Compare("2024-02-01", "2024-02-01-preview") < 0', 'True'],
  ['string.Compare("a", "B", StringComparison.Ordinal) > 0', 'True'],
  ['string.Compare("a-b", "ab") == 0', 'False'],
  ['string.Join("", new[] { "b", "A", "a", "B" }.OrderBy(x => x))', 'aAbB'],
  ['string.Join("", new[] { "b", "A", "a", "B" }.OrderBy(x => x, StringComparer.Ordinal))', 'ABab'],
  ['new KeyValuePair<string, int>("a", 1).Value', '1'],
  ['JObject.Parse("{a:[1]}")["a"].Contains(2)', 'False'],
  ['JObject.Parse("{a:[1]}")["a"].Select(t => (int)t).Contains(1)', 'True'],
  // A builder is shortened and filled.
  [
    '{ var b = new StringBuilder("a,b,"); b.Length--; b.Length -= 2; b.Insert(0, "x").Remove(1, 1); return b.ToString(); }',
    'x',
  ],
  ['new StringBuilder().AppendFormat("{0,3}|{{{1:D2}}}", "a", 5).ToString()', '  a|{05}'],
  ['new Uri("https://a.b/c/d").Segments.Last()', 'd'],
  // Whatever else.
  [
    `{ Jwt jwt; ExpressionSyntaxExtensions.TryParseJwt(context.Request.Headers.GetValueOrDefault("Authorization", ""), out jwt); return jwt.Issuer; }`,
    'me',
  ],
  [`XElement.Parse("<a xmlns='u'><b>1</b></a>").Element(XName.Get("b", "u")).Value`, '1'],
  [`new Uri("https://a.b:8/c?d=e").GetLeftPart(UriPartial.Path)`, 'https://a.b:8/c'],
  [`IPAddress.Parse("10.0.0.1").GetAddressBytes()[0]`, '10'],
  [`TimeSpan.Parse("1.00:05:00").TotalMinutes`, '1445'],
  [`Tuple.Create("a", 2).Item2`, '2'],
  [
    `TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Eastern Standard Time")).ToString("HH:mm")`,
    '22:04',
  ],
  [`"a".GetHashCode() == "a".GetHashCode()`, 'True'],
  [`"a".GetHashCode() == "b".GetHashCode()`, 'False'],
  ['5.GetHashCode() == 5', 'True'],
  [`IPAddress.Parse("10.0.0.1").Equals(IPAddress.Parse("10.0.0.1"))`, 'True'],
  [`Convert.ToInt32("ff", 16)`, '255'],
  [`JArray.Parse("[010, 0x1F, 1,, 2,]").ToString(Formatting.None)`, '[8,31,1,null,2]'],
  [`{ try { JObject.Parse("{a:NaN}"); return "read"; } catch (Exception) { return "refused"; } }`, 'read'],
])('%s', (code, text) => {
  expect(evaluated(code)).toBe(text)
  expect(unknownOf(code)).toEqual([])
})

test.each([
  ['JArray.Parse("[1").Count', 'Unexpected character'],
  ['JObject.Parse("{a:1}{b:2}").Count', 'Unexpected character'],
  [`JArray.Parse("${'['.repeat(100)}").Count`, 'Unexpected character'],
  [`JObject.Parse("{a:1}").ToObject<List<int>>().Count`, 'a JSON array is required'],
  // What .NET refuses is no value here, and no text for a catch that lets in.
  ['JObject.Parse("{a-b:1}").Count', 'Unexpected character'],
  [`JObject.Parse(@"{a:'\\x'}").Count`, 'Unexpected character'],
  ['JArray.Parse("[09]").Count', 'Unexpected character'],
  [`JObject.Parse("{a:null}").Value<bool>("a")`, 'cannot be converted to a value type'],
  [`JObject.Parse("{a:null}")["a"].ToObject<int>()`, 'cannot be converted to a value type'],
  [`JsonConvert.DeserializeObject<List<int>>("[null]").Count`, 'cannot be converted to a value type'],
  [`JArray.Parse("['a']").Children().Values<string>("n").Count()`, 'Cannot access child value'],
  ['TimeSpan.Parse("99:99").TotalMinutes', 'out of range'],
  ['TimeSpan.Parse("-").TotalMinutes', 'not recognized'],
  ['IPAddress.Parse(" 10.0.0.1").ToString()', 'An invalid IP address'],
  ['IPAddress.Parse("[10.0.0.1]").ToString()', 'An invalid IP address'],
  ['Convert.ToUInt16("-1")', 'too large or too small'],
  ['Convert.ToByte(256)', 'too large or too small'],
  ['Convert.ToInt32("12zz", 16)', 'not in a correct format'],
  ['{ var l = new List<int> { 1 }; l.Insert(-1, 2); return l[0]; }', 'outside the bounds'],
  ['new DateTime(2026, 2, 30).Day', 'un-representable DateTime'],
  ['DateTime.ParseExact("2026-1-2", "yyyy-MM-dd", null).Day', 'not recognized as a valid DateTime'],
  ['{ var b = new StringBuilder("a"); b.Remove(0, 2); return b; }', 'must refer to a location'],
  ['{ var b = new StringBuilder("a"); b.Length = -1; return b; }', 'must refer to a location'],
  // What nobody here knows.
  ['string.Compare("a-b", "ab") < 0', '"<" of Comparison and int is not known here'],
  ['new[] { "a-b", "ab" }.OrderBy(x => x).First()', 'comes first is not known here: compare them as ordinals'],
  ['JObject.Parse("{a:[1]}")["a"].Contains(1)', 'a list of tokens contains a plain value'],
  ['new List<DateTime>().FirstOrDefault() < DateTime.UtcNow', 'a date, a time or a Guid that is not there'],
  ['DateTime.ParseExact("10:00", "HH:mm", null).Hour', 'the date format "HH:mm" is not known here'],
  ['DateTime.ParseExact("1", "d", null).Day', 'the date format "d" is not known here'],
  ['TimeSpan.FromSeconds(1).ToString("hh:mm")', 'the TimeSpan format "hh:mm" is not known here'],
  ['{ var o = new List<int>(); o.Capacity = 5; return o; }', 'setting List.Capacity is not known here'],
  ['"a".GetHashCode() % 2 == 0', '"%" of HashCode and int is not known here'],
  ['Math.Abs("a".GetHashCode()) < 9', 'a HashCode stands where a number is expected'],
  [`IPAddress.Parse("10.0.0.1") == IPAddress.Parse("10.0.0.1")`, 'asks whether they are one object'],
  ['IPAddress.Parse("10.1").ToString()', 'whether "10.1" is an address is not known here'],
  [
    'TimeZoneInfo.ConvertTime(DateTime.UtcNow, TimeZoneInfo.Utc, TimeZoneInfo.Local).Hour',
    'only a date and the zone that it is converted to',
  ],
  ['TimeZoneInfo.FindSystemTimeZoneById("EST").Id', 'the time zone "EST" is not known here'],
  ['context.Deployment.Certificates.Count', 'Certificates: which certificates the service has is not known here'],
  ['TimeZoneInfo.FindSystemTimeZoneById("Nowhere Time").Id', 'the time zone "Nowhere Time" is not known here'],
])('%s is no answer: %s', (code, why) => {
  expect(() => evaluated(code)).toThrow(why)
})
