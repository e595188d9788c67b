import { knownHint } from '../../ask/matrix/nearest.ts'
import { selects } from '../../ask/plan/selects.ts'
import { UserError } from '../../errors.ts'
import { withSettings } from '../../measure/gateways/with-settings.ts'
import type { ListedThing, Listing } from '../../model/listing.ts'
import { selectorText } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import { loadMatrix } from '../inputs/load-matrix.ts'
import { gatewayEntries, withOwnGateways } from '../inputs/own-gateways.ts'
import { knownSdks } from '../sdks/known-sdks.ts'
import { namedSdk } from '../sdks/named-sdk.ts'
import { realWorld } from '../world/world.ts'

export type ListOptions = {
  readonly config?: string
  readonly family?: readonly string[]
  readonly offline?: boolean
}

/**
 * What there is of a thing, or of it what a name or glob picks.
 * @throws UserError for a name that fits nothing
 */
export const listingOf = async (
  thing: ListedThing,
  name: string | undefined,
  flags: ListOptions,
  place: Place,
): Promise<Listing> => {
  const { matrix, scenarios, families } = await loadMatrix(flags.config, place, flags.family)
  const picked = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => {
    const some = name === undefined ? all : all.filter(({ id }) => selects([name], id))
    if (some.length > 0 || name === undefined) return some
    const ids = all.map(({ id }) => id)
    throw new UserError('options/fits-nothing', { what: `"${name}" fits nothing.`, hint: knownHint(name, ids, thing) })
  }
  const known = Object.fromEntries(families.all.map((family) => [family.id, family]))
  switch (thing) {
    case 'sdks': {
      const sdks = picked(knownSdks(matrix.sdks, known)).map(({ id, registry, package: own, family, versions }) => ({
        ...{ id, registry, package: own, family },
        versions: versions.map(selectorText),
      }))
      return { of: thing, sdks }
    }
    case 'scenarios': {
      const told = picked(scenarios).map(({ id, title, group = null, default: isDefault = false }) => ({
        ...{ id, title, group },
        default: isDefault,
      }))
      return { of: thing, scenarios: told }
    }
    case 'gateways': {
      const all = await withOwnGateways(gatewayEntries(matrix), place, matrix.credentials ?? {}, families.all)
      return { of: thing, gateways: picked(Object.values(all)).map(({ id, title }) => ({ id, title })) }
    }
    case 'versions': {
      if (name === undefined)
        throw new UserError('options/no-sdk', {
          what: 'Of which SDK?',
          hint: 'For example: sdkdrift list versions openai-python, or of any package: sdkdrift list versions npm:stripe',
        })
      const sdk = namedSdk({ ...matrix, sdks: knownSdks(matrix.sdks, known) }, name, known)
      const world = realWorld(flags, place, () => {}, {
        shared: null,
        families: families.all,
        gateways: withSettings({}, matrix.gatewaySettings),
        credentials: {},
      })
      const { tags, releases } = await world.listReleases(sdk)
      return { of: thing, sdk: sdk.id, tags, releases }
    }
  }
}
