import { arrayTypes } from './arrays.ts'
import { bodyTypes } from './body.ts'
import { certificateTypes } from './certificate.ts'
import { charTypes } from './char-members.ts'
import { contextTypes } from './context.ts'
import { convertTypes } from './convert.ts'
import { dateTimeTypes } from './date-time.ts'
import { dictionaryTypes } from './dictionaries.ts'
import { encodingTypes } from './encoding.ts'
import { enumTypes } from './enums.ts'
import { extensionTypes } from './extensions.ts'
import { guidTypes } from './guid.ts'
import { addressTypes } from './ip-address.ts'
import { jsonTypes } from './json.ts'
import { jwtTypes } from './jwt-value.ts'
import { linqTypes } from './linq.ts'
import { listTypes } from './lists.ts'
import { mathTypes } from './math.ts'
import { withMostArguments } from './most-arguments.ts'
import { regexTypes } from './regex.ts'
import { responseTypes } from './response-value.ts'
import { setTypes } from './sets.ts'
import { builderTypes } from './string-builder.ts'
import { stringTypes } from './string-members.ts'
import { spanTypes } from './time-span.ts'
import { timeZoneTypes } from './time-zone.ts'
import { tupleTypes } from './tuple.ts'
import type { Types } from './types.ts'
import { parameterTypes } from './undeclared-parameters.ts'
import { uriTypes } from './uri.ts'
import { xmlTypes } from './xml.ts'

/** Every C# type that is known here. */
export const knownTypes: Types = withMostArguments({
  ...addressTypes,
  ...bodyTypes,
  ...certificateTypes,
  ...arrayTypes,
  ...charTypes,
  ...dictionaryTypes,
  ...listTypes,
  ...mathTypes,
  ...setTypes,
  ...uriTypes,
  ...contextTypes,
  ...convertTypes,
  ...dateTimeTypes,
  ...encodingTypes,
  ...enumTypes,
  ...extensionTypes,
  ...guidTypes,
  ...jsonTypes,
  ...jwtTypes,
  ...linqTypes,
  ...regexTypes,
  ...responseTypes,
  ...builderTypes,
  ...stringTypes,
  ...spanTypes,
  ...timeZoneTypes,
  ...tupleTypes,
  ...parameterTypes,
  ...xmlTypes,
})
