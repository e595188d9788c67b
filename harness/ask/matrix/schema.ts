import { z } from 'zod'
import type { CredentialShapes } from '../../model/credential-shape.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import { HOST_PATTERN } from '../../model/host-pattern.ts'
import { type Acceptance, KEEPS, type Matrix, type MatrixSdk } from '../../model/matrix.ts'
import { PROGRAM_ID } from '../../model/program.ts'
import { CHANGE_KINDS } from '../../model/report.ts'
import { ROLE_NAME } from '../../model/role.ts'
import { RULE_IDS } from '../../model/rule-id.ts'
import { RUNTIME_WISH } from '../../model/runtime-wish.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import { BARS, SEVERITIES } from '../../model/severity.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import type { ProgramText } from './read-program.ts'

// Each `error` is what was expected, in words; shape-mistakes.ts puts it into a sentence with the offending value.

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ')

const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected })

const oneOf = <const T extends readonly string[]>(words: T) => z.enum(words, { error: `one of ${quoted(words)}` })

const INCLUDES = ['deprecated', 'yanked', 'prerelease'] as const

const range = text('a semver range (npm) or a PEP 440 specifier (PyPI)')
  .exactOptional()
  .describe('Semver range on npm (">=5 <6"), PEP 440 specifier on PyPI (">=2,<3"). Default: all versions.')
const SELECTOR = {
  error: 'a version, a range, a tag, or { "range": …, "keep": … } (or "newest": 10, "spread": 12 for "keep")',
}

/** The forms of a rule, each known by its own key. */
export const ruleSchemas = [
  z
    .strictObject(
      {
        range,
        keep: oneOf(KEEPS).describe(
          'Which of the matching versions to take; "newest-per-minor" is the newest patch of every minor; "adaptive" looks at the ends and where release lines begin and end, and further only between two that differ.',
        ),
      },
      SELECTOR,
    )
    .describe('A range and which of its versions to take.'),
  z
    .strictObject(
      { range, newest: z.int({ error: 'a whole number' }).min(1, { error: 'at least 1' }).describe('How many.') },
      SELECTOR,
    )
    .describe('So many of them, the newest ones.'),
  z
    .strictObject(
      {
        range,
        spread: z
          .int({ error: 'a whole number' })
          .min(2, { error: 'at least 2, the ends' })
          .describe('How many, the oldest and the newest among them.'),
      },
      SELECTOR,
    )
    .describe('So many of them, as far from each other as can be.'),
] as const

const selectorSchema = z.union([
  text('a version, a range or a tag').describe('An exact version, a range, "latest" or another dist-tag.'),
  ...ruleSchemas,
])

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

const programsSchema = z.record(
  z.string().regex(PROGRAM_ID, { error: 'letters, digits, ".", "_" and "-", such as "charge"' }),
  z.union([commandLineSchema, programSchema]),
  { error: 'programs by id, such as { "charge": "node charge.mjs" }' },
)

const runtimesSchema = z
  .array(
    z.string({ error: 'a runtime such as "node 22"' }).regex(RUNTIME_WISH, {
      error: 'a runtime and its version, such as "node 22", "node 22.12.0" or "python 3.11"',
    }),
    { error: 'a list of runtimes such as ["node 22", "node 24"]' },
  )
  .min(1, { error: 'at least one runtime' })

export const sdkSchema = z
  .strictObject(
    {
      id: z
        .string({ error: 'a name of your own such as "openai-python"' })
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: 'letters, digits, ".", "_" and "-", such as "openai-python"' })
        .describe('Your name for it, as reports and the command line use it.'),
      registry: oneOf(REGISTRIES).describe('Where it is published.'),
      package: text('the name in the registry, such as "openai"').describe('Its name in the registry.'),
      family: text('the name of a family of SDKs, such as "openai"')
        .exactOptional()
        .describe('The adapter that spells scenarios for it. Default: the one that knows the package.'),
      versions: z
        .array(selectorSchema, { error: 'a list of versions such as ["2.33.0", "2.34.0"]' })
        .min(1, { error: 'at least one version' })
        .describe('Which versions to measure. Each is compared with the one that it follows in its release line.'),
      include: z
        .array(oneOf(INCLUDES), { error: `a list with any of ${quoted(INCLUDES)}` })
        .default([])
        .describe('Versions that ranges leave out unless asked for. An exact version is always taken.'),
      resolve: oneOf(['release-day', 'today'])
        .default('release-day')
        .describe(
          "Dependencies of an old version: those of its own release day (where its registry's dates follow the versions), or today's.",
        ),
      with: z
        .record(
          text('the name of a package'),
          z.union(
            [
              text('a version, a range or a tag such as "5.17.0"'),
              z.record(text('a range of the SDK’s own versions'), text('a version, a range or a tag such as "5.17.0"')),
            ],
            { error: 'a version, a range or a tag such as "5.17.0", or one for each range of the SDK’s own versions' },
          ),
          { error: 'versions by package, such as { "openai": "5.17.0" }' },
        )
        .exactOptional()
        .describe(
          'Packages of the same registry that are installed beside it, in one tree: what a program also uses. A version each, a range (its newest) or a tag, or such a one for each range of the SDK’s own versions: { "ai": { "<4": "^6", ">=4": "^7" } }. Whatever in the tree needs one gets it.',
        ),
      hosts: z
        .array(z.string().regex(HOST_PATTERN, { error: 'the name of a host such as "api.twilio.com"' }), {
          error: 'a list of hosts such as ["api.twilio.com"]',
        })
        .exactOptional()
        .describe(
          'Hosts whose connections arrive at the gateway, over TLS too, in scenarios as in programs; "*." at the beginning stands for one label or more. Any other is refused.',
        ),
      allowPorts: z
        .array(
          z
            .int({ error: 'a port such as 3128' })
            .min(1, { error: 'a port from 1 to 65535' })
            .max(65_535, { error: 'a port from 1 to 65535' }),
          { error: 'a list of ports such as [3128]' },
        )
        .exactOptional()
        .describe(
          'Ports of loopback that may be connected to besides the gateway: of a proxy that a program starts itself. Nothing else may listen there.',
        ),
      runtimes: runtimesSchema
        .exactOptional()
        .describe(
          'On what it is measured, each version on each: "node 22" is the newest 22 (from npm), "python 3.11" one of this machine. Default: those of the file, else what is there.',
        ),
      programs: programsSchema
        .exactOptional()
        .describe(
          "Commands of your own that use it, by id, run in this file's folder: each is measured as a scenario is, at every version behind every gateway.",
        ),
    },
    { error: 'an SDK such as { "id": …, "registry": …, "package": …, "versions": […] }' },
  )
  .describe('One SDK and its versions.')

export const acceptanceSchema = z
  .strictObject(
    {
      finding: text("a finding's id, as a report prints it").exactOptional().describe("A finding's id, from a report."),
      key: text("a finding's key, as report.json has it")
        .exactOptional()
        .describe("A finding's key, from a report: the same change, whichever release it is met at."),
      sdk: text('the id of an SDK in this file').exactOptional().describe('Id of an SDK in this file.'),
      from: text('a version or range').exactOptional().describe('The older end of the step: a version or a range.'),
      to: text('a version or range').exactOptional().describe('The newer end of the step: a version or a range.'),
      cause: text("a finding's cause, as a report prints it")
        .exactOptional()
        .describe('The cause, as a report prints it; "*" matches any run of characters.'),
      reason: text('why it is accepted, as a sentence').describe('Why it is accepted.'),
      owner: text('a person or a team such as "team-gateway"')
        .exactOptional()
        .describe('Who answers for it: a person or a team. Reports name it beside the finding.'),
      issue: z
        .url({ protocol: /^https?$/, error: 'a web address' })
        .exactOptional()
        .describe('A public address that tells more.'),
      until: z.iso
        .date({ error: 'a day that exists, as YYYY-MM-DD' })
        .exactOptional()
        .describe('Last day (YYYY-MM-DD, UTC) on which it holds.'),
    },
    { error: 'an object such as { "finding": …, "reason": … }' },
  )
  .describe('A change that was looked into. All given conditions must hold.')

export const severityOverrideSchema = z
  .strictObject(
    {
      match: z
        .strictObject(
          {
            rule: oneOf(RULE_IDS).exactOptional().describe('The rule that weighs it (harness/judge/verdict/rules.ts).'),
            kind: oneOf(CHANGE_KINDS).exactOptional().describe('The kind of change, as a cause begins with it.'),
            name: text('what has changed, such as "x-request-id"')
              .exactOptional()
              .describe("A header field (lower case), a credential's role, a place in the body (/model), `call 2`."),
            host: text('a host such as "api.example.com", or "other-origin"')
              .exactOptional()
              .describe(
                'Of a leak: where it goes. Redirects lead to "other-origin", "other-port" (of the same host) or "http://gateway" (the gateway without TLS).',
              ),
            sdk: text('the id of an SDK').exactOptional().describe('Id of an SDK.'),
            scenario: text('the id of a scenario')
              .exactOptional()
              .describe('Id of a scenario with its variant, or of a program.'),
            gateway: text('the id of a gateway').exactOptional().describe('Id of a gateway.'),
          },
          { error: 'an object such as { "name": "x-request-id" }' },
        )
        .describe('Which changes: all that is given must hold; "*" stands for any run of characters.'),
      severity: oneOf(SEVERITIES).describe('What they weigh instead.'),
      reason: text('why they weigh that, as a sentence').describe('Why they weigh that.'),
    },
    { error: 'an object such as { "match": { "name": … }, "severity": …, "reason": … }' },
  )
  .describe('What some changes weigh, against the rules; of several that speak of a change the first.')

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

const patternSchema = text('a pattern such as "sk_test_{24}"').describe(
  'What it looks like: "{24}" stands for 24 random letters and digits, "{16:A-Z0-9}", "{32:hex}", "{40:base64}" for others.',
)

export const credentialsSchema = z
  .record(
    z.string().regex(ROLE_NAME, { error: 'lower-case letters, digits and "-", such as "stripe-key"' }),
    z.union([
      patternSchema,
      z.strictObject(
        {
          jwt: z
            .record(z.string(), z.unknown(), { error: 'claims by name, such as { "aud": "api://mine" }' })
            .describe('Claims beside those of an Entra ID token, or instead of them; null leaves one out.'),
        },
        { error: 'a pattern, { "jwt": … }, { "basic": … } or { "file": … }' },
      ),
      z.strictObject(
        {
          basic: z
            .strictObject(
              { user: patternSchema, password: patternSchema },
              { error: '{ "user": "AC{32:hex}", "password": "{32}" }' },
            )
            .describe('Two roles, NAME.user and NAME.password; NAME is both, as HTTP Basic takes them.'),
        },
        { error: 'a pattern, { "jwt": … }, { "basic": … } or { "file": … }' },
      ),
      z.strictObject(
        {
          file: z
            .union([
              z.string({ error: 'a text, or an object that is written as JSON' }),
              z.record(z.string(), z.json(), { error: 'a text, or an object that is written as JSON' }),
            ])
            .describe(
              'A file: a program is given its path. "{rsa}" is an RSA private key (PEM), other holes are as in a pattern; each of them is a role, NAME.<n> in a text, called after its key in an object (NAME.private-key).',
            ),
        },
        { error: 'a pattern, { "jwt": … }, { "basic": … } or { "file": … }' },
      ),
    ]),
    { error: 'shapes by role, such as { "stripe-key": "sk_test_{24}" }' },
  )
  .describe(
    'Credentials of your own, by role: made anew for each run, never valid anywhere, and shown in reports by their role.',
  )

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
        .min(1, { error: 'at least one scenario; ["@default"] takes those that find most, ["*"] all' })
        .default(['@default'])
        .describe(
          "Scenarios: ids, globs over ids, paths of your own scenario files (or globs over paths), seen from this file's folder; '@default' takes those that find most, '@address' and the like a folder of the shipped ones, '*' all.",
        ),
      gateways: z
        .array(text('the id of a gateway, a glob, or the path of a gateway file (.ts, .js, .json, .har)'), {
          error: 'a list of gateways such as ["*"]',
        })
        .min(1, { error: 'at least one gateway; ["*"] takes all' })
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
credentialsSchema satisfies z.ZodType<CredentialShapes>
acceptanceSchema satisfies z.ZodType<Acceptance>
severityOverrideSchema satisfies z.ZodType<SeverityOverride>

/** JSON Schema of `matrix.json` as it is written (defaults may be left out). Draft 7: what editors complete from. */
export const matrixJsonSchema = (): object => z.toJSONSchema(matrixSchema, { target: 'draft-7', io: 'input' })
