import { z } from 'zod'
import { ecosystems } from '../../ecosystems/index.ts'
import { loadNpmConfig } from '../../edges/npm-config.ts'
import { UserError } from '../../errors.ts'
import type { Release } from '../../model/sdk.ts'
import { hostOf } from './address.ts'
import { jsonOf } from './list-cache.ts'
import type { ListOptions } from './list-options.ts'
import type { LookUp } from './look-up.ts'
import { npmNeeds } from './npm-needs.ts'
import { npmRegistryOf } from './npm-registry-of.ts'
import { repositoryAddress } from './repository.ts'
import type { ListSource, Reading } from './revalidate.ts'

/** Manifests of many years: what is not as it should be counts as not given. */
const text = z.string().optional().catch(undefined)
const repositorySchema = z
  .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
  .optional()
  .catch(undefined)

/** https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
const packumentSchema = z.object({
  'dist-tags': z.record(z.string(), z.string()).catch({}),
  time: z.record(z.string(), z.unknown()).catch({}),
  repository: repositorySchema,
  versions: z.record(
    z.string(),
    z.object({
      deprecated: z.union([z.string(), z.boolean()]).optional().catch(undefined),
      engines: z.object({ node: text }).optional().catch(undefined),
      repository: repositorySchema,
    }),
  ),
})

type Packument = z.infer<typeof packumentSchema>

/** Where npm would look a package up in this folder, with the user's registry, scopes, credentials and proxy. */
const source = async (name: string, { env, cwd }: ListOptions): Promise<ListSource> => {
  const npm = await loadNpmConfig(env, cwd)
  const base = URL.parse(npmRegistryOf(name, npm))
  if (!base || !/^https?:$/.test(base.protocol))
    throw new UserError('registries/no-address', {
      what: `The npm registry for ${name} is no web address.`,
      where: '.npmrc or npm_config_registry',
      hint: 'Expected an address such as https://registry.npmjs.org/.',
    })
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/${name.replace('/', '%2f')}`
  return {
    url: base.href,
    configuredBy: '.npmrc or npm_config_registry',
    // The whole document: the short form has no dates and no repository.
    request: { npm: { ...npm, spec: name }, headers: { accept: 'application/json' } },
    read: ({ body }) => Promise.resolve(readPackument(body)),
  }
}

const isPublic: LookUp['isPublic'] = async (name, { env, cwd }) =>
  hostOf(npmRegistryOf(name, await loadNpmConfig(env, cwd))) === 'registry.npmjs.org'

export const npmLookUp: LookUp = {
  source,
  needs: async (name, version, options) => npmNeeds(await source(name, options), version, options.get),
  isPublic,
  page: (name, version) => `https://www.npmjs.com/package/${name}/v/${version}`,
}

const readPackument = (body: string): Reading => {
  const { data } = packumentSchema.safeParse(jsonOf(body))
  if (!data) return { unreadable: 'the answer is not the JSON of an npm registry' }
  const releases = Object.keys(data.versions)
    .filter((version) => ecosystems.npm.exact(version) === version)
    .sort(ecosystems.npm.compare)
    .map((version) => releaseOf(version, data))
  const newest = data.versions[data['dist-tags']['latest'] ?? ''] ?? data.versions[releases.at(-1)?.version ?? '']
  const repository = data.repository ?? newest?.repository
  return {
    releases,
    tags: data['dist-tags'],
    repository: repository === undefined ? null : repositoryAddress(repository),
    repositoryKnown: true,
  }
}

const releaseOf = (version: string, { versions, time }: Packument): Release => {
  const { deprecated, engines } = versions[version] ?? {}
  const at = time[version]
  return {
    version,
    prerelease: ecosystems.npm.isPrerelease(version),
    // An empty message takes a deprecation back.
    deprecated: deprecated === true ? 'without a message' : deprecated || null,
    yanked: null,
    publishedAt: typeof at === 'string' ? at : null,
    requires: engines?.node ?? null,
    installable: true,
  }
}
