import { UserError } from '../../errors.ts'
import type { Badness } from './badness.ts'

/**
 * From the flags: `--outcome 401`, `--header authorization=absent|present|'Bearer *'`; at most one of them.
 * @throws UserError
 */
export const parseBadness = (flags: { readonly outcome?: string; readonly header?: string }): Badness => {
  if (flags.outcome !== undefined && flags.header !== undefined)
    throw new UserError('bisect/two-criteria', {
      what: '--outcome and --header cannot both say what is bad.',
      hint: 'Give one of them.',
    })
  if (flags.outcome !== undefined) return { kind: 'outcome', is: flags.outcome }
  if (flags.header === undefined) return { kind: 'ends' }
  const at = flags.header.indexOf('=')
  const [name, is] = [flags.header.slice(0, at).trim().toLowerCase(), flags.header.slice(at + 1)]
  if (at < 1 || is === '')
    throw new UserError('bisect/header', {
      what: `"${flags.header}" is not NAME=absent, NAME=present or NAME=VALUE.`,
      where: `--header ${flags.header}`,
      hint: "For example --header authorization=absent, or --header 'authorization=Bearer *'.",
    })
  return { kind: 'header', name, is: is === 'absent' || is === 'present' ? is : { like: is } }
}
