import { chooseVersions } from '../../ask/plan/choose-versions.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import { callsNeed } from '../../measure/sdks/calls-need.ts'
import type { Beside, MatrixSdk } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { World } from '../world.ts'

/**
 * An SDK with what is beside it at exact versions: of a range the newest, of a tag what it stands for. What its family names
 * is beside it too, where its entry says nothing of that package, and what calls of these scenarios need.
 * @throws UserError for a version that is not published, or for the SDK itself beside it; RegistryError when the registry
 * says nothing
 */
export const pinBeside = async (
  sdk: MatrixSdk,
  scenarios: readonly Scenario[],
  world: Pick<World, 'listReleases' | 'families'>,
): Promise<MatrixSdk> => {
  const dates: Record<string, string> = {}
  const own = sdk.with && (await pinned(sdk.with, sdk, world, dates))
  const family = world.families[sdk.family]
  const { normalName } = ecosystems[sdk.registry]
  const said = new Set(Object.keys(own ?? {}).map(normalName))
  const unsaid = (beside: Beside = {}): Beside =>
    Object.fromEntries(Object.entries(beside).filter(([name]) => !said.has(normalName(name))))
  const needed = family ? unsaid(callsNeed(family, sdk, scenarios)) : {}
  const familyWith = {
    ...(await hadOf(needed, (one) => pinned(one, sdk, world, dates))),
    ...(await pinned(unsaid(family?.with?.[sdk.registry]), sdk, world, dates)),
  }
  if (!own && Object.keys(familyWith).length === 0) return sdk
  const named = Object.keys(familyWith).length > 0 ? { familyWith } : {}
  return { ...sdk, ...(own ? { with: own } : {}), ...named, withDates: dates }
}

/**
 * What some calls alone need is left out where the registry has no such package or version, or says nothing of it: these calls
 * are told as not tried, with how to have it, and all others are measured.
 */
const hadOf = async (needed: Beside, pin: (one: Beside) => Promise<Beside>): Promise<Beside> => {
  const had = await Promise.all(
    Object.entries(needed).map(async ([name, selector]) => {
      try {
        return await pin({ [name]: selector })
      } catch (error) {
        if (error instanceof UserError || (error instanceof Error && error.name === 'RegistryError')) return {}
        throw error
      }
    }),
  )
  return Object.assign({}, ...had)
}

const pinned = async (
  beside: Beside,
  sdk: MatrixSdk,
  world: Pick<World, 'listReleases'>,
  dates: Record<string, string>,
): Promise<Beside> => {
  const pins = await Promise.all(
    Object.entries(beside).map(async ([name, selector]) => {
      const pin = await pinOf(sdk, name, world, dates)
      if (typeof selector === 'string') return [name, pin(selector)] as const
      return [name, Object.fromEntries(Object.entries(selector).map(([range, one]) => [range, pin(one)]))] as const
    }),
  )
  return Object.fromEntries(pins)
}

/** From what is said of one package to its version; the dates of those that are taken are noted. */
const pinOf = async (
  sdk: MatrixSdk,
  name: string,
  { listReleases }: Pick<World, 'listReleases'>,
  dates: Record<string, string>,
): Promise<(selector: string) => string> => {
  const { registry } = sdk
  const { normalName, validName, exact, name: registryName } = ecosystems[registry]
  const where = `${sdk.id}: with ${name}`
  if (!validName(name))
    throw new UserError('with/package', { what: `"${name}" is no package name on ${registryName}.`, where })
  if (normalName(name) === normalName(sdk.package))
    throw new UserError('with/itself', {
      what: `${name} is the SDK that is measured: it cannot stand beside itself.`,
      where,
      hint: 'Its versions are named as those of the SDK. Of several SDKs, --sdk picks those that others are to stand beside.',
    })
  const list = await listReleases({ registry, package: name })
  return (selector) => {
    // Whoever names a version wants it, deprecated or not.
    const isNamed = exact(selector) !== null || list.tags[selector] !== undefined
    const include = isNamed ? (['deprecated', 'yanked', 'prerelease'] as const) : sdk.include
    const { targets } = chooseVersions(
      { id: name, registry, package: name, family: sdk.family, resolve: sdk.resolve, versions: [selector], include },
      list,
      () => `${where}@${selector}`,
    )
    const chosen = targets.at(-1)
    if (!chosen) throw new Error('A choice without a version is a fault.')
    const date = chosen.completeAt ?? chosen.publishedAt
    if (date !== null) dates[`${name}@${chosen.version}`] = date
    return chosen.version
  }
}
