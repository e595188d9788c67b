import { z } from 'zod'
import type { Check } from '../../../model/checkup.ts'
import { REGISTRIES } from '../../../model/sdk.ts'
import { WALLS } from '../../../model/walls.ts'

/** What `doctor` adds to each check. */
const told = {
  stops: z.boolean().describe('Would `sdkdrift matrix` in this folder fail for it?'),
  mend: z.string().nullable().describe('How it is mended; null: nothing has to be.'),
}
const found = { version: z.string(), path: z.string() }
const needed = z.boolean().describe('Does the matrix ask for packages of its registry?')
const reason = z.string()

const tool = { of: z.enum(['python', 'uv', 'pnpm']), needed }
const registry = {
  of: z.literal('registry'),
  registry: z.enum(REGISTRIES),
  needed,
  address: z.string().describe('Without user, password and query.'),
  package: z.string().describe('What it was asked about.'),
  configuredBy: z.string().describe('What names the address: a file or a variable.'),
}
const cache = { of: z.literal('cache'), path: z.string() }
const clock = { of: z.literal('clock') }

const check = z.union([
  z.strictObject({ of: z.literal('node'), state: z.literal('ready'), ...found, ...told }),
  z.strictObject({ ...tool, state: z.literal('ready'), ...found, ...told }),
  z.strictObject({ ...tool, state: z.literal('missing'), reason, ...told }),
  z.strictObject({ ...registry, state: z.enum(['ready', 'not-tried']), ...told }),
  z.strictObject({ ...registry, state: z.literal('refused'), reason, ...told }),
  z.strictObject({
    of: z.literal('proxy'),
    state: z.enum(['ready', 'no-address']).describe('`no-address`: one of them is none, and nothing goes through it.'),
    proxies: z
      .record(z.string(), z.string())
      .describe('Addresses without credentials, by the setting that names them.'),
    ...told,
  }),
  z.strictObject({ ...cache, state: z.enum(['ready', 'low', 'full']), freeBytes: z.number(), ...told }),
  z.strictObject({ ...cache, state: z.literal('unwritable'), reason, ...told }),
  z.strictObject({
    of: z.literal('walls'),
    state: z.enum(['ready', 'open']),
    holds: z.array(z.enum(WALLS)),
    because: z.string().nullable().describe('Why not all hold; null when they do.'),
    ...told,
  }),
  z.strictObject({ ...clock, state: z.enum(['ready', 'off']), offsetMs: z.number(), against: z.string(), ...told }),
  z.strictObject({ ...clock, state: z.literal('not-tried'), ...told }),
])

/** What `sdkdrift doctor --json` prints. */
export const doctorSchema = z.strictObject({
  ready: z.boolean().describe('Has this machine what `sdkdrift matrix` in this folder needs?'),
  checks: z.array(check),
})

check satisfies z.ZodType<Check & { readonly stops: boolean; readonly mend: string | null }>
