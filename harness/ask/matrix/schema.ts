import { z } from 'zod'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import { BARS } from '../../model/severity.ts'
import { acceptanceSchema, severityOverrideSchema } from './changes-schema.ts'
import { credentialsSchema } from './credentials-schema.ts'
import type { ProgramText } from './read-program.ts'
import { oneOf, text } from './schema-words.ts'
import { gatewaysSchema, runtimesSchema, sdkSchema } from './sdk-schema.ts'
import { storeSchema } from './store-schema.ts'

const gatewaySettingsSchema = z
  .strictObject(
    {
      subscriptionKeyField: text('a header field such as "Ocp-Apim-Subscription-Key"')
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: 'a header field such as "Ocp-Apim-Subscription-Key"' })
        .exactOptional()
        .describe(
          'apim-subscription-key: the field of the subscription key. Default: where the SDK sends its API key (api-key, x-api-key).',
        ),
      badTokenBesideKey: oneOf(['key-wins', 'refuse'])
        .exactOptional()
        .describe(
          'azure-openai, foundry, anthropic: what a bad token does beside a valid key. Not documented anywhere.',
        ),
      keyAsBearer: oneOf(['yes', 'no'])
        .exactOptional()
        .describe(
          'anthropic: is an API key taken as a bearer token? Its own SDKs send it so; its reference does not say.',
        ),
      backend: oneOf(['model', 'any'])
        .exactOptional()
        .describe(
          'apim-*: what stands behind: a model\'s API, where any other path is 404, or any API at all. Default: "any" for a package without a family, else "model".',
        ),
    },
    { error: 'an object such as { "subscriptionKeyField": "Ocp-Apim-Subscription-Key" }' },
  )
  .describe('What gateways are set to, where yours differs or nobody documents it.')

/** `matrix.json` as it is written. The one source of its types, its validation and its JSON Schema. */
export const matrixSchema = z
  .strictObject(
    {
      $schema: z
        .string({ error: 'the address of a JSON Schema' })
        .exactOptional()
        .describe('For completion in editors.'),
      sdks: z
        .array(sdkSchema, { error: 'a list of SDKs' })
        .min(1, { error: 'at least one SDK' })
        .describe('What to measure.'),
      runtimes: runtimesSchema
        .exactOptional()
        .describe(
          'Runtimes of every SDK whose entry names none: those of its language, each version on each. The same version on two of them is compared too.',
        ),
      families: z
        .array(text('the path of a family file, or a package such as "sdkdrift-family-acme"'), {
          error: 'a list of families such as ["./families/acme.json"]',
        })
        .default([])
        .describe(
          "Families of SDKs of your own: paths of files (.json, .ts, .js), seen from this file's folder, or installed packages (sdkdrift-family-*, npm or PyPI).",
        ),
      scenarios: z
        .array(text('the id of a scenario, a glob, or the path of a scenario file'), {
          error: 'a list of scenarios such as ["*"]',
        })
        .default(['@default'])
        .describe(
          "Scenarios: ids, globs over ids, paths of your own scenario files (or globs over paths), seen from this file's folder; '@default' takes those that find most, '@address' and the like a folder of the shipped ones, '*' all. [] measures programs alone, which run whatever stands here.",
        ),
      gateways: gatewaysSchema
        .default(['*'])
        .describe(
          "Gateways: ids, globs over ids, or paths of your own files (msw handlers, rules as JSON, a HAR recording), seen from this file's folder. 'bearer', 'basic' and 'anywhere' are taken by id alone.",
        ),
      gatewaySettings: gatewaySettingsSchema.exactOptional(),
      credentials: credentialsSchema.exactOptional(),
      accepted: z
        .array(acceptanceSchema, { error: 'a list of accepted changes' })
        .default([])
        .describe('Changes that are known and do not fail the run.'),
      severities: z
        .array(severityOverrideSchema, { error: 'a list of severities' })
        .default([])
        .describe('What some changes weigh, against the rules. Reports say so wherever it was changed.'),
      store: storeSchema.exactOptional(),
      failOn: oneOf(BARS).default('breaking').describe('The least severity that makes a run fail.'),
      timeoutMs: z
        .int({ error: 'a whole number of milliseconds' })
        .min(1, { error: 'at least 1 millisecond' })
        .max(2 ** 31 - 1, { error: 'at most 2147483647 milliseconds' })
        .default(30_000)
        .describe('How long one scenario may take before its driver is killed, in milliseconds.'),
    },
    { error: 'an object such as { "sdks": […] }' },
  )
  .meta({
    title: 'sdkdrift matrix',
    description: 'Which SDK versions to measure, in which scenarios, behind which gateways.',
  })

/** The file's content with defaults filled in; what parse.ts still adds is looked up elsewhere. */
type MatrixFile = Omit<Matrix, 'file' | 'sdks' | 'runtimes'> & {
  readonly runtimes?: readonly string[]
  readonly $schema?: string
  readonly sdks: readonly (Omit<MatrixSdk, 'family' | 'programs' | 'runtimes' | 'on'> & {
    readonly runtimes?: readonly string[]
    readonly family?: string
    readonly programs?: Readonly<Record<string, ProgramText>>
  })[]
}

// The border type is the contract: a schema that strays from it does not compile.
matrixSchema satisfies z.ZodType<MatrixFile>
gatewaySettingsSchema satisfies z.ZodType<GatewaySettings>

/** JSON Schema of `matrix.json` as it is written (defaults may be left out). Draft 7: what editors complete from. */
export const matrixJsonSchema = (): object => z.toJSONSchema(matrixSchema, { target: 'draft-7', io: 'input' })
