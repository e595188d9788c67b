import { chooseVersions } from '../ask/plan/choose-versions.ts'
import { ecosystems } from '../ecosystems/index.ts'
import { UserError } from '../errors.ts'
import type { MatrixSdk } from '../model/matrix.ts'
import type { World } from './world.ts'

/**
 * An SDK with what is beside it at exact versions: of a range the newest, of a tag what it stands for.
 * @throws UserError for a version that is not published, or for the SDK itself beside it; RegistryError when the registry
 * says nothing
 */
export const pinBeside = async (sdk: MatrixSdk, { listReleases }: Pick<World, 'listReleases'>): Promise<MatrixSdk> => {
  const wanted = Object.entries(sdk.with ?? {})
  if (wanted.length === 0) return sdk
  const { registry } = sdk
  const { normalName, validName, name: registryName } = ecosystems[registry]
  const pins = await Promise.all(
    wanted.map(async ([name, selector]) => {
      const where = `${sdk.id}: with ${name}@${selector}`
      if (!validName(name))
        throw new UserError('with/package', { what: `"${name}" is no package name on ${registryName}.`, where })
      if (normalName(name) === normalName(sdk.package))
        throw new UserError('with/itself', {
          what: `${name} is the SDK that is measured: it cannot stand beside itself.`,
          where,
          hint: 'Its versions are named as those of the SDK. Of several SDKs, --sdk picks those that others are to stand beside.',
        })
      const list = await listReleases({ registry, package: name })
      // Whoever names a version wants it, deprecated or not.
      const isNamed = ecosystems[registry].exact(selector) !== null || list.tags[selector] !== undefined
      const include = isNamed ? (['deprecated', 'yanked', 'prerelease'] as const) : sdk.include
      const { targets } = chooseVersions(
        { id: name, registry, package: name, family: sdk.family, resolve: sdk.resolve, versions: [selector], include },
        list,
        () => where,
      )
      const chosen = targets.at(-1)
      if (!chosen) throw new Error('A choice without a version is a fault.')
      return { name, version: chosen.version, at: chosen.completeAt ?? chosen.publishedAt }
    }),
  )
  const dates = pins.flatMap(({ at }) => at ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))
  const since = dates.length === pins.length ? dates.at(-1) : undefined
  return {
    ...sdk,
    with: Object.fromEntries(pins.map(({ name, version }) => [name, version])),
    ...(since === undefined ? {} : { withSince: since }),
  }
}
