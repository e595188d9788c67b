import { z } from 'zod'
import { HOST_PATTERN } from '../../model/host-pattern.ts'
import { KEEPS } from '../../model/matrix.ts'
import { RUNTIME_WISH } from '../../model/runtime-wish.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import { programsSchema } from './program-schema.ts'
import { oneOf, quoted, text } from './schema-words.ts'

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

/** Runtimes, each with its version. */
export const runtimesSchema = z
  .array(
    z.string({ error: 'a runtime such as "node 22"' }).regex(RUNTIME_WISH, {
      error: 'a runtime and its version, such as "node 22", "node 22.12.0" or "python 3.11"',
    }),
    { error: 'a list of runtimes such as ["node 22", "node 24"]' },
  )
  .min(1, { error: 'at least one runtime' })

/** Gateways: for all SDKs, or for one. */
export const gatewaysSchema = z
  .array(
    text(
      'the id of a gateway, a glob, or the path of a gateway file (.ts, .js, .json, .har, .xml) or of a folder of policy documents (./apim, ./apim#api)',
    ),
    {
      error: 'a list of gateways such as ["*"]',
    },
  )
  .min(1, { error: 'at least one gateway; ["*"] takes all' })

/** An entry of `sdks`. */
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
      gateways: gatewaysSchema
        .exactOptional()
        .describe(
          'Behind which gateways this one is measured, as "gateways" of the file says it for all; a file that is named here is for this one alone. Default: those of the file.',
        ),
    },
    { error: 'an SDK such as { "id": …, "registry": …, "package": …, "versions": […] }' },
  )
  .describe('One SDK and its versions.')
