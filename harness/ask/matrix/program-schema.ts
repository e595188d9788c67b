import { z } from 'zod'
import { PROGRAM_ID } from '../../model/program.ts'
import { text } from './schema-words.ts'

const commandLineSchema = text('a command such as "node smoke.mjs"').describe(
  'A command, split as a shell splits it; nothing is expanded.',
)

const commandSchema = z.union([
  commandLineSchema,
  z
    .array(z.string({ error: 'a word of a command' }), { error: 'a command such as "node smoke.mjs"' })
    .min(1, { error: 'a command such as ["node", "smoke.mjs"]' })
    .describe('A command, word for word.'),
])

/** The environment of a program. */
export const envSchema = z.record(
  z.string().regex(/^[A-Za-z_]\w*$/, { error: 'the name of an environment variable' }),
  z.union([
    z.string({ error: 'a text' }),
    z.strictObject(
      { credential: text('the role of a credential, such as "api-key"').describe('The role of a credential.') },
      { error: 'a text, or { "credential": "api-key" }' },
    ),
  ]),
  { error: 'variables by name, such as { "STRIPE_KEY": { "credential": "api-key" } }' },
)

/** A program that is more than a command. */
export const programSchema = z
  .strictObject(
    {
      run: commandSchema.describe('The command.'),
      scenarios: z
        .array(z.string().regex(PROGRAM_ID, { error: 'letters, digits, ".", "_" and "-", such as "refund"' }), {
          error: 'a list of names such as ["charge", "refund"]',
        })
        .min(1, { error: 'at least one name' })
        .exactOptional()
        .describe(
          'Names that it is run for, one by one: each is measured by itself (`ID.NAME`) and told in SDKDRIFT_SCENARIO. Exit code 78 says that it cannot do one.',
        ),
      env: envSchema
        .exactOptional()
        .describe('What it finds in its environment besides what it always gets: texts, and credentials by role.'),
      inputs: z
        .array(text('a glob such as "probes/**"'), { error: 'a list of globs such as ["probes/**"]' })
        .min(1, { error: 'at least one glob' })
        .exactOptional()
        .describe(
          "Files that decide what it does, as globs seen from this file's folder: results are kept until one changes. Default: the files that the command names, and what they import by relative path.",
        ),
      timeout: z
        .number({ error: 'a number of seconds' })
        .positive({ error: 'more than 0 seconds' })
        .max(2_147_483, { error: 'at most 2147483 seconds' })
        .exactOptional()
        .describe('How many seconds it may take. Default: timeoutMs.'),
    },
    { error: 'a command such as "node smoke.mjs", or { "run": …, "env": …, "timeout": … }' },
  )
  .describe('A command and what it needs to know.')

/** Programs of one SDK, by id. */
export const programsSchema = z.record(
  z.string().regex(PROGRAM_ID, { error: 'letters, digits, ".", "_" and "-", such as "charge"' }),
  z.union([commandLineSchema, programSchema]),
  { error: 'programs by id, such as { "charge": "node charge.mjs" }' },
)
