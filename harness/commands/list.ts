import { knownHint } from '../ask/matrix/nearest.ts'
import { packageAddress } from '../ask/matrix/package-address.ts'
import { UserError } from '../errors.ts'
import { LISTED } from '../model/listing.ts'
import { listing } from '../tell/reporters/answers/listing.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { collect } from './flags.ts'
import { refuseCommand } from './inputs/own-command.ts'
import type { ListOptions } from './list/listing-of.ts'

type Flags = ListOptions & { readonly json?: boolean }

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
      const { listingOf } = await import('./list/listing-of.ts')
      // Of a package by its address there is one thing to list.
      if (packageAddress(what)) {
        const all = await listingOf('versions', what, flags, place)
        return terminal.out(flags.json ? `${jsonText(all)}\n` : listing(all))
      }
      const thing = LISTED.find((one) => one === what)
      if (!thing)
        throw new UserError('options/nothing-to-list', {
          what: `"${what}" is nothing that can be listed.`,
          hint: knownHint(what, LISTED, 'lists'),
        })
      const all = await listingOf(thing, name, flags, place)
      await terminal.out(flags.json ? `${jsonText(all)}\n` : listing(all))
      if (asked === undefined && !flags.json) await terminal.out(OTHERS)
    })
}

const OTHERS = `
And: sdkdrift list ${LISTED.filter((one) => one !== 'sdks').join(' | ')}
`
