import { ecosystems } from '../../ecosystems/index.ts'
import type { Need } from '../../model/need.ts'
import type { Registry } from '../../model/sdk.ts'
import { readSpecifier } from './npm/specifier.ts'
import { readRequirement } from './pypi/requirement.ts'
import type { Wish } from './use.ts'

/** How each registry's manifests write a need. */
const READ: Readonly<Record<Registry, (need: Need) => { readonly package: string; readonly range: string } | null>> = {
  npm: ({ name, text }) => readSpecifier(name, text),
  pypi: ({ text }) => {
    const requirement = readRequirement(text)
    return requirement && { package: requirement.name, range: requirement.range }
  },
}

/** What a published version wants of an SDK, by all that it needs. What it needs by itself counts before its extras. */
export const wishOf = (registry: Registry, needs: readonly Need[], name: string): Wish => {
  const { normalName } = ecosystems[registry]
  const own = needs.flatMap((need) => {
    const read = READ[registry](need)
    return read && normalName(read.package) === normalName(name) ? [{ ...read, kind: need.kind }] : []
  })
  const certain = own.filter(({ kind }) => kind !== 'extra')
  const ranges = [...new Set((certain.length > 0 ? certain : own).map(({ range }) => range))]
  if (ranges.length === 0) return { kind: 'unknown', why: `its own metadata does not ask for ${name}` }
  // Several are for different platforms or versions of Python: any of them may hold.
  return { kind: 'range', range: ranges.includes('') ? '' : ranges.join(' || ') }
}
