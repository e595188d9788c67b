import semver from 'semver'
import { member, members, type Node, readJson, text } from '../json-text.ts'
import type { Override, SayingOverrides } from '../override.ts'
import type { Wanted } from '../reading.ts'
import { readSpecifier } from './specifier.ts'

/** Whose words a root's package.json may have: each package manager reads its own. */
const SAID_TO: readonly (readonly [path: readonly string[], by: readonly string[]])[] = [
  // https://docs.npmjs.com/cli/configuring-npm/package-json#overrides, https://bun.com/docs/pm/overrides
  [['overrides'], ['package-lock.json', 'npm-shrinkwrap.json', 'bun.lock']],
  // https://yarnpkg.com/configuration/manifest#resolutions; pnpm and bun take them too.
  [['resolutions'], ['yarn.lock', 'pnpm-lock.yaml', 'bun.lock']],
  // https://pnpm.io/settings#overrides
  [['pnpm', 'overrides'], ['pnpm-lock.yaml']],
]

/** `overrides`, `resolutions` and `pnpm.overrides` of a package.json that speak of a wanted package. */
export const overridesOfPackageJson: SayingOverrides = (file, source, wanted) => {
  const json = readJson(file, source)
  if ('fault' in json) return []
  const { root, lineOf } = json
  return SAID_TO.flatMap(([path, by]) => {
    const home = path.reduce<Node | undefined>((node, key) => member(node, key), root)
    return entriesIn(home, []).flatMap(({ names, spec, at }) =>
      overrideOf(names, spec, wanted, (name) => declaredIn(root, name)).map((one) => ({
        ...one,
        at: { file, line: lineOf(at) },
        by,
      })),
    )
  })
}

/** The same of `overrides` in pnpm-workspace.yaml, as pairs with their lines. */
export const overridesOfPairs = (
  file: string,
  pairs: readonly { readonly key: string; readonly spec: string; readonly line: number }[],
  wanted: Wanted,
): readonly Override[] =>
  pairs.flatMap(({ key, spec, line }) =>
    overrideOf(namesIn(key), spec, wanted, () => undefined).map((one) => ({
      ...one,
      at: { file, line },
      by: ['pnpm-lock.yaml'],
    })),
  )

type Entry = { readonly names: readonly string[]; readonly spec: string; readonly at: Node }

/** npm nests them (`{ "parent": { "openai": "1" } }`, `.` is the parent itself), the others write a path as a key. */
const entriesIn = (node: Node | undefined, above: readonly string[]): readonly Entry[] =>
  members(node).flatMap(({ key, at, value }): readonly Entry[] => {
    const names = key === '.' ? above : [...above, ...namesIn(key)]
    const spec = text(value)
    return spec === undefined ? entriesIn(value, names) : [{ names, spec, at }]
  })

/** `parent>openai@>=5` (pnpm: the second `>` is of the range), `**\/parent/openai` and `@scope/parent/openai@npm:^5` (yarn): each with its own range, if any. */
const namesIn = (key: string): readonly string[] =>
  key
    .split(/(?<=[^ |@])>/)
    .flatMap((part) => part.match(/(?:@[^/@]+\/)?[^/@]+(?:@[^/]*)?/g) ?? [])
    .filter((name) => name !== '**')

const overrideOf = (
  names: readonly string[],
  spec: string,
  wanted: Wanted,
  declared: (name: string) => string | undefined,
): readonly Omit<Override, 'at' | 'by'>[] => {
  const [last = '', parent] = names.toReversed()
  const { name, range: of } = selectorIn(last)
  const known = wanted(name)
  // `-` takes a dependency away: nothing is installed for it.
  if (known === undefined || spec === '-') return []
  const meant = spec.startsWith('$') ? (declared(spec.slice(1)) ?? spec) : spec
  const read = readSpecifier(name, meant)
  return [
    {
      registry: 'npm',
      package: known,
      range: wanted(read.package) === known ? read.range : meant,
      narrows: false,
      under: parent === undefined ? null : selectorIn(parent).name,
      isFor: (range) => of === null || !isRange(range) || !isRange(of) || semver.intersects(range, of),
    },
  ]
}

const selectorIn = (name: string): { readonly name: string; readonly range: string | null } => {
  const at = name.indexOf('@', 1)
  return at === -1 ? { name, range: null } : { name: name.slice(0, at), range: name.slice(at + 1).replace(/^npm:/, '') }
}

const isRange = (range: string): boolean => semver.validRange(range) !== null

/** `$name` is what the root itself asks for. */
const declaredIn = (root: Node, name: string): string | undefined =>
  ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
    .map((group) => text(member(member(root, group), name)))
    .find((spec) => spec !== undefined)
