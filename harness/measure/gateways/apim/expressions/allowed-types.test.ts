import { expect, test } from 'vitest'
import { isListed } from './allowed-types.ts'
import { knownTypes } from './known-types.ts'

/** Known here and not on the vendor's list: what comes out of listed ones, and what people write all the same. */
const BEYOND =
  `context Variables Fields Grouping Groups NoGroups DayOfWeek HttpUtility NumberStyles CultureInfo SaveOptions
ArgumentException InvalidOperationException FormatException NotSupportedException UnauthorizedAccessException
DateTime.ToUniversalTime DateTime.ToLocalTime DateTime.CompareTo DateTime.UnixEpoch DateTime.TryParse DateTime.Compare
DateTimeKind.Local DateTimeKind.Unspecified Match.Success Match.Value Match.Index Match.Length Match.NextMatch
DateTimeStyles DateTime.ParseExact DateTime.TryParseExact Regex.Escape Lookup UriKind`.split(/\s+/)

test('what is known of .NET is on the list of what API Management allows, or named here', () => {
  const unlisted = Object.entries(knownTypes).flatMap(([type, { properties, methods, fields, functions }]) => {
    if (!isListed(type, null)) return [type]
    const members = [properties, methods, fields, functions].flatMap((table) => Object.keys(table ?? {}))
    return members.filter((member) => !isListed(type, member)).map((member) => `${type}.${member}`)
  })
  expect(unlisted.toSorted()).toEqual(BEYOND.toSorted())
})
