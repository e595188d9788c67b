import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import { credentialsSchema } from '../matrix/credentials-schema.ts'
import { envSchema } from '../matrix/program-schema.ts'

const text = z.string().min(1)

const onRegistry = z.strictObject({
  package: text,
  /** Beside the data file. */
  file: text,
  /** Versions that it works with. */
  range: text.exactOptional(),
  /** Instead of a range. */
  versions: z.array(text).min(1).exactOptional(),
  keep: z.enum(['newest-per-minor', 'newest-per-major']).default('newest-per-major'),
})

const schema = z.strictObject({
  title: text,
  /** As in `matrix.json`. */
  credentials: credentialsSchema.default({}),
  env: envSchema.default({}),
  scenarios: z.array(text).exactOptional(),
  hosts: z.array(text).exactOptional(),
  ...(Object.fromEntries(REGISTRIES.map((registry) => [registry, onRegistry.exactOptional()])) as {
    readonly [R in (typeof REGISTRIES)[number]]: z.ZodExactOptional<typeof onRegistry>
  }),
})

/** A program that comes with the tool, for a package that no family knows: a call or two as its users make them. */
export type ReadyProgram = z.output<typeof schema> & { readonly name: string }

/** @throws UserError for a file of ours that is broken */
export const parseReadyProgram = (name: string, source: string): ReadyProgram => {
  const read = schema.safeParse(JSON.parse(source))
  if (read.success) return { ...read.data, name }
  throw new UserError('program/invalid', { what: z.prettifyError(read.error), where: name })
}
