import { z } from 'zod'
import type { Listing } from '../../../model/listing.ts'
import { REGISTRIES } from '../../../model/sdk.ts'

const sdk = z.strictObject({
  id: z.string(),
  registry: z.enum(REGISTRIES),
  package: z.string(),
  family: z.string(),
  versions: z
    .array(z.string())
    .describe('As the matrix selects them; empty: known, and named by no entry of the matrix.'),
})

const scenario = z.strictObject({
  id: z.string(),
  title: z.string(),
  group: z.string().nullable().describe('What `@group` means; null of a file of your own.'),
  default: z.boolean().describe('Is it run unless something else is asked for?'),
})

const release = z.strictObject({
  version: z.string(),
  prerelease: z.boolean(),
  deprecated: z.string().nullable().describe('The message of `npm deprecate`.'),
  yanked: z.string().nullable().describe("PEP 592: the reason, '' when none was given; null: not yanked."),
  publishedAt: z.string().nullable().describe("The registry's word (ISO 8601)."),
  completeAt: z.string().nullable().exactOptional().describe('When the last of its files was uploaded (ISO 8601).'),
  requires: z.string().nullable().describe('The runtimes it says it wants: `engines.node`, or `Requires-Python`.'),
  installable: z.boolean().describe('PyPI: is there a wheel? npm: always true.'),
})

/** What `sdkdrift list … --json` prints. */
export const listSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('sdks'), sdks: z.array(sdk) }),
  z.strictObject({ of: z.literal('scenarios'), scenarios: z.array(scenario) }),
  z.strictObject({
    of: z.literal('gateways'),
    gateways: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  }),
  z.strictObject({
    of: z.literal('versions'),
    sdk: z.string(),
    tags: z.record(z.string(), z.string()),
    releases: z.array(release).describe('Oldest first.'),
  }),
])

listSchema satisfies z.ZodType<Listing>
