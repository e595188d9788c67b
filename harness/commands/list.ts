import { knownHint } from '../ask/matrix/nearest.ts'
import { packageAddress } from '../ask/matrix/package-address.ts'
import { selects } from '../ask/plan/selects.ts'
import { UserError } from '../errors.ts'
import { withSettings } from '../measure/gateways/with-settings.ts'
import { LISTED, type ListedThing, type Listing } from '../model/listing.ts'
import { selectorText } from '../model/matrix.ts'
import type { Place } from '../model/options.ts'
import { listing } from '../tell/reporters/answers/listing.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { collect } from './flags.ts'
import { loadMatrix } from './inputs/load-matrix.ts'
import { refuseCommand } from './inputs/own-command.ts'
import { gatewayEntries, withOwnGateways } from './inputs/own-gateways.ts'
import { knownSdks } from './sdks/known-sdks.ts'
import { namedSdk } from './sdks/named-sdk.ts'
import { realWorld } from './world/world.ts'

type Flags = {
  readonly config?: string
  readonly family?: readonly string[]
  readonly offline?: boolean
  readonly json?: boolean
}

export const listCommand: Register = (command, { place, terminal, ownCommand }) => {
  command
    .argument('[what]', `${LISTED.join(', ')} (default: sdks), or a package (npm:stripe): its versions`)
    .argument('[name]', 'of versions: the SDK, or a package (npm:stripe); of the others: an id or a glob')
    .option('--config <file>', 'the matrix file (default: matrix.json here, else the built-in list)')
    .option('--family <file>', 'a family file or package of yours (repeatable)', collect)
    .option('--offline', 'ask no registry')
    .option('--json', 'print the list as JSON on stdout')
    .action(async (asked: string | undefined, name: string | undefined, flags: Flags) => {
      refuseCommand(ownCommand, 'list')
      const what = asked ?? 'sdks'
      // Of a package by its address there is one thing to list.
      if (packageAddress(what)) {
        const all = await list('versions', what, flags, place)
        return terminal.out(flags.json ? `${jsonText(all)}\n` : listing(all))
      }
      const thing = LISTED.find((one) => one === what)
      if (!thing)
        throw new UserError('options/nothing-to-list', {
          what: `"${what}" is nothing that can be listed.`,
          hint: knownHint(what, LISTED, 'lists'),
        })
      const all = await list(thing, name, flags, place)
      await terminal.out(flags.json ? `${jsonText(all)}\n` : listing(all))
      if (asked === undefined && !flags.json) await terminal.out(OTHERS)
    })
}

const OTHERS = `
And: sdkdrift list ${LISTED.filter((one) => one !== 'sdks').join(' | ')}
`

const list = async (thing: ListedThing, name: string | undefined, flags: Flags, place: Place): Promise<Listing> => {
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
