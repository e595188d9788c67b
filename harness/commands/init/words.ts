import { ecosystems } from '../../ecosystems/index.ts'
import { atMost } from '../../model/listed.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import type { Dependency, ProjectDone } from '../../model/set-up.ts'
import { inSight } from '../../tell/words/in-sight.ts'

/** Packages of which nothing is known that are named before the rest is counted. */
const MOST = 12

/** What a project runs on, and by what each can be measured. */
export const overview = (dependencies: readonly Dependency[]): string => {
  if (dependencies.length === 0) return 'Ready programs:\n\n'
  const name = ({ registry, package: own, versions }: Dependency): string =>
    `${own} ${versions.join(', ')} (${ecosystems[registry].name})`.replace('  ', ' ')
  const known = dependencies.flatMap((one) => (one.by === null ? [] : [{ one, words: WORDS[one.by](one) }]))
  const width = Math.max(...known.map(({ one }) => name(one).length))
  const unknown = REGISTRIES.flatMap((registry) => {
    const own = dependencies.filter((one) => one.by === null && one.registry === registry)
    const names = own.map((one) => one.package)
    return own.length === 0
      ? []
      : [
          `Nothing is known of ${atMost(names, MOST)} (${ecosystems[registry].name}). If one calls an API, a program to begin with: sdkdrift init ${registry}:${names[0]}`,
        ]
  })
  return [
    'This project runs on:',
    ...known.map(({ one, words }) => `  ${name(one).padEnd(width)}  ${words}`),
    ...unknown.map((line) => `  ${line}`),
    '',
    'Ready programs:',
    '',
    '',
  ].join('\n')
}

const WORDS: Readonly<Record<NonNullable<Dependency['by']>, (one: Dependency) => string>> = {
  matrix: () => 'has an entry in the matrix file: sdkdrift matrix',
  family: () => 'scenarios are known for it: sdkdrift gate',
  ready: (one) => `a ready program is there: sdkdrift init ${one.registry}:${one.package}`,
}

/** What became of each file. */
export const projectTold = ({ dryRun, dependencies, files, leftAlone, unnamed, next }: ProjectDone): string => {
  if (!dependencies.some(({ by }) => by !== null))
    return `${dependencies.length === 0 ? 'No manifest or lockfile here names a package.' : overview(dependencies).split('\n\n')[0]}\nNothing is written. sdkdrift init --list names the ready programs; for any package: sdkdrift init npm:NAME, or pypi:NAME.\n`
  if (dryRun)
    return `${files.map(({ path, text }) => `--- ${path}\n${inSight(text)}`).join('\n')}${leftLines(leftAlone)}`
  return [
    ...files.map(({ path }) => `${path}: written.\n`),
    leftLines(leftAlone),
    ...unnamed.map((name) => `${name} is used here, and the matrix file does not name it: sdkdrift init ${name}\n`),
    next.length > 0 ? `Next: ${next.join('; ')}\n` : '',
  ].join('')
}

const leftLines = (paths: readonly string[]): string =>
  paths.map((path) => `${path} is there already: left as it is.\n`).join('')
