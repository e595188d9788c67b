import { z } from 'zod'
import type { SharedPlace } from '../../model/matrix.ts'
import { text } from './schema-words.ts'

/** `store` of `matrix.json`, as it is written. */
export const storeSchema = z
  .strictObject(
    {
      address: text(
        'an address such as "s3://bucket/prefix", "oci://host/repository", "https://host/path", "file:///folder", or a folder: "./results"',
      ).describe(
        "Where they are found and put. A folder is seen from this file's folder. --store and SDKDRIFT_STORE go before.",
      ),
      trust: z
        .array(text('a public key, as sdkdrift store keygen prints it'), { error: 'a list of public keys' })
        .exactOptional()
        .describe('Whose results are believed, besides those of SDKDRIFT_STORE_TRUST and one’s own.'),
    },
    { error: 'an object such as { "address": "s3://bucket/prefix", "trust": ["…"] }' },
  )
  .describe('Results that several machines share. The key that signs is no matter of this file: SDKDRIFT_STORE_KEY.')

storeSchema satisfies z.ZodType<SharedPlace>
