import { columns } from '../../../columns.ts'
import { unreachable } from '../../../errors.ts'
import { counted } from '../../../model/listed.ts'
import type { ListedGateway, ListedScenario, ListedSdk, Listing } from '../../../model/listing.ts'
import type { Release } from '../../../model/sdk.ts'
import { clean } from '../../words/plain.ts'
import { pad } from '../parts/wrap.ts'

/** Names for a person, in columns, with what each one is. */
export const listing = (all: Listing): string => {
  switch (all.of) {
    case 'sdks':
      return sdks(all.sdks)
    case 'scenarios':
      return scenarios(all.scenarios)
    case 'gateways':
      return gateways(all.gateways)
    case 'versions':
      return versions(all.releases, all.tags)
    default:
      return unreachable(all)
  }
}

const sdks = (all: readonly ListedSdk[]): string => {
  const told = (one: ListedSdk): string =>
    one.versions.map(clean).join(', ') || `known (family ${one.family}), not listed`
  return table(all.map((one) => [one.id, `${one.registry}:${one.package}`, told(one)]))
}

const scenarios = (all: readonly ListedScenario[]): string =>
  [...Map.groupBy(all, ({ group }) => group)]
    .map(([group, own]) => {
      const isDefault = own.filter((one) => one.default).length
      const head = `${group === null ? 'your own' : `@${group}`} (${counted(own.length, 'scenario')}, ${isDefault} by default *)`
      return `${head}\n${table(own.map((one) => [`${one.default ? '*' : ' '} ${one.id}`, clean(one.title)]))}`
    })
    .join('\n')

const gateways = (all: readonly ListedGateway[]): string => table(all.map(({ id, title }) => [id, clean(title)]))

const versions = (all: readonly Release[], tags: Readonly<Record<string, string>>): string => {
  const tagged = Map.groupBy(Object.entries(tags), ([, version]) => version)
  return table(
    all.map((release) => [
      release.version,
      release.publishedAt?.slice(0, 10) ?? '',
      [
        ...(tagged.get(release.version) ?? []).map(([tag]) => tag),
        ...(release.prerelease ? ['pre-release'] : []),
        ...(release.yanked === null ? [] : [`yanked${release.yanked ? `: ${clean(release.yanked)}` : ''}`]),
        ...(release.deprecated === null ? [] : [`deprecated: ${clean(release.deprecated)}`]),
        ...(release.installable ? [] : ['no wheel']),
        ...(release.requires ? [`wants ${clean(release.requires)}`] : []),
      ].join(', '),
    ]),
  )
}

/** The last column takes what it needs: whoever pipes a list into another program gets a line an entry. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => columns(row[at] ?? ''))))
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => (at === row.length - 1 ? cell : pad(cell, widths[at] ?? 0)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
