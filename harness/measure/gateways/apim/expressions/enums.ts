import { RecordValue, TextObject } from './objects.ts'
import type { TypeFacts, Types } from './types.ts'

const ENUMS: Readonly<Record<string, string>> = {
  StringComparison:
    'Ordinal OrdinalIgnoreCase InvariantCulture InvariantCultureIgnoreCase CurrentCulture CurrentCultureIgnoreCase',
  StringComparer:
    'Ordinal OrdinalIgnoreCase InvariantCulture InvariantCultureIgnoreCase CurrentCulture CurrentCultureIgnoreCase',
  StringSplitOptions: 'None RemoveEmptyEntries TrimEntries',
  RegexOptions:
    'None IgnoreCase Multiline Singleline ExplicitCapture Compiled IgnorePatternWhitespace CultureInvariant RightToLeft ECMAScript',
  Formatting: 'None Indented',
  NumberStyles: 'Any Integer Float Number AllowThousands',
  MidpointRounding: 'ToEven AwayFromZero',
  UriKind: 'RelativeOrAbsolute Absolute Relative',
  CultureInfo: 'InvariantCulture',
  UriPartial: 'Scheme Authority Path Query',
  DateTimeKind: 'Utc Local Unspecified',
  DateTimeStyles: 'None',
  DayOfWeek: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
  JTokenType: 'None Object Array Property String Integer Float Boolean Null Date',
}

const enumFacts = (type: string, names: string): TypeFacts => ({
  fields: Object.fromEntries(names.split(' ').map((name) => [name, () => new TextObject(type, name)])),
})

const EXCEPTIONS = [
  'Exception',
  'ArgumentException',
  'InvalidOperationException',
  'FormatException',
  'NotSupportedException',
  'UnauthorizedAccessException',
]

export const enumTypes: Types = Object.fromEntries([
  ...Object.entries(ENUMS).map(([type, names]) => [type, enumFacts(type, names)] as const),
  ...EXCEPTIONS.map(
    (type) =>
      [
        type,
        {
          construct: ([message = null]) => new RecordValue(type, [['Message', message]]),
          properties: {},
        } satisfies TypeFacts,
      ] as const,
  ),
])
