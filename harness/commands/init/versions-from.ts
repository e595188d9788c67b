import { ecosystems } from '../../ecosystems/index.ts'
import type { Selector } from '../../model/matrix.ts'
import type { Registry } from '../../model/sdk.ts'
import type { Had } from './had.ts'

/** From what the project has to the newest, and in words why. */
export const versionsFrom = (
  registry: Registry,
  { version, range, where }: Had,
): { readonly versions: readonly Selector[]; readonly words: string } => {
  const { andLater, isRange } = ecosystems[registry]
  if (version !== null)
    return {
      // Each minor of some years would make the first run one of minutes; what came between two, `bisect` finds.
      versions: [
        version,
        { range: andLater(version), keep: 'newest-per-major' },
        { range: andLater(version), newest: 10 },
      ],
      words: `Versions: from ${version} (${where}) to the newest, one for each major, and the newest ten.`,
    }
  if (range !== null && range !== '' && isRange(range))
    return {
      // Who knows how many minors an open range has.
      versions: [{ range, keep: 'newest-per-major' }, 'latest'],
      words: `Versions: what ${range} allows (${where}), one for each major, and the newest. Nothing is locked: name the one that you have.`,
    }
  return {
    versions: [{ range: andLater('0'), keep: 'newest-per-major' }],
    words: `Versions: one for each major, since ${where === null ? 'no file here asks for it' : `${where} asks for any`}.`,
  }
}
