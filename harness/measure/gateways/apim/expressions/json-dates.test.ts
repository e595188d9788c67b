import { expect, test } from 'vitest'
import { evaluated } from './evaluated.fixture.ts'

const D = 'JObject.Parse("{\\"d\\":\\"2024-05-01T10:00:00.500Z\\"}")'
const of = (text: string): string => `JObject.Parse("{\\"d\\":\\"${text}\\"}")`

// https://www.newtonsoft.com/json/help/html/P_Newtonsoft_Json_JsonReader_DateParseHandling.htm
test.each([
  [`(string)${D}["d"]`, '05/01/2024 10:00:00'],
  [`${D}["d"].Type`, 'Date'],
  [`${D}["d"].Type == JTokenType.Date`, 'True'],
  [`${D}.ToString(Formatting.None)`, '{"d":"2024-05-01T10:00:00.5Z"}'],
  [`${of('2024-05-01T10:00:00.1234567Z')}.ToString(Formatting.None)`, '{"d":"2024-05-01T10:00:00.1234567Z"}'],
  [`${of('2024-05-01T10:00:00')}.ToString(Formatting.None)`, '{"d":"2024-05-01T10:00:00"}'],
  [`${of('2024-05-01T10:00:00+02:00')}.ToString(Formatting.None)`, '{"d":"2024-05-01T08:00:00+00:00"}'],
  [`((DateTime)${D}["d"]).Hour`, '10'],
  [`((DateTimeOffset)${D}["d"]).ToUnixTimeSeconds()`, '1714557600'],
  [`${D}["d"].Value<DateTime>().Year`, '2024'],
  [`${D}["d"].ToObject<DateTime>().Year`, '2024'],
  [`((DateTime)${D}["d"]).ToString("o")`, '2024-05-01T10:00:00.5000000Z'],
  // A day, a time, and what only looks like one of both, are texts.
  [`(string)${of('2024-05-01')}["d"]`, '2024-05-01'],
  [`(string)${of('2024-05-01 10:00:00')}["d"]`, '2024-05-01 10:00:00'],
  [`(string)${of('2024-13-01T10:00:00Z')}["d"]`, '2024-13-01T10:00:00Z'],
  [`(string)new JObject(new JProperty("d", "2024-05-01T10:00:00Z"))["d"]`, '2024-05-01T10:00:00Z'],
])('%s is %s', (code, text) => {
  expect(evaluated(code)).toBe(text)
})
