import { releaseTarget } from '../../ask/plan/release-target.ts'
import { datesOf } from '../../ecosystems/dates.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { modulesOf } from '../../measure/sdks/modules-of.ts'
import type { About, NameFound } from '../../model/explanation.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { findName } from '../../pipeline/find-name.ts'
import { pinSdk } from '../../pipeline/plan/pin-sdk.ts'
import type { World } from '../../pipeline/world.ts'
import { versionsBetween } from './range.ts'
import type { Search } from './search.ts'

/** Looks for the name that the text misses, in the SDKs whose module it names; in all their versions without a range. */
export const findNames = async (about: About | null, wish: Search): Promise<readonly NameFound[]> => {
  if (about?.kind !== 'name') return []
  const { options, tell, subject } = wish
  const { module, name, language } = about
  const { known, matrix, world } = subject
  const found: NameFound[] = []
  for (const entry of known) {
    const ecosystem = ecosystems[entry.registry]
    if (ecosystem.language !== language || !modulesIn(entry, world).some((one) => isPartOf(one, module))) continue
    const pinned = await pinSdk(entry, [], world)
    if ('reason' in pinned) {
      tell({ kind: 'note', text: `${entry.id}: ${pinned.reason}` })
      continue
    }
    const { sdk } = pinned
    const list = await world.listReleases(sdk)
    const wanted = new Set(versionsBetween(sdk, list, options))
    tell({ kind: 'note', text: `Looking where ${sdk.package} on ${ecosystem.name} has ${module}.${name}.` })
    const dates = datesOf(list.releases, ecosystem)
    const targets = list.releases
      .filter(({ version }) => wanted.has(version))
      .map((release) => releaseTarget(sdk, release, dates))
    found.push(await findName({ sdk, targets, module, name, timeoutMs: matrix.timeoutMs }, world))
  }
  return found
}

/** What its users import. */
const modulesIn = ({ family, registry, package: name }: MatrixSdk, { families }: World): readonly string[] => {
  const modules = modulesOf(families[family]?.dictionaries[registry]?.module, '')
  return modules.length > 0 ? modules : [name]
}

const isPartOf = (whole: string, module: string): boolean =>
  module === whole || module.startsWith(`${whole}.`) || module.startsWith(`${whole}/`)
