import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * What decides nothing of what is kept: asking (scenarios are part of a result's own key), judging and telling are done
 * anew each time, and the faces only call. All else counts, so that a room which is new, or was forgotten here, costs a
 * measurement and not the truth.
 */
const DECIDE_NOTHING = [
  'ask',
  'bench',
  'bin',
  'build.mjs',
  'commands',
  'fuzz',
  'index.ts',
  'judge/accept',
  'judge/bisect',
  'judge/diff',
  'judge/explain',
  'judge/gate',
  'judge/recordings',
  'judge/verdict',
  'main.ts',
  'schemas.ts',
  'tell',
  'testing',
]

/**
 * A hash over the code that decides results, so that results of an older driver, gateway or normaliser are not taken
 * for those of this one.
 * @param harness the folder with the wings
 */
export const fingerprint = (harness: string): string => {
  const hash = createHash('sha256')
  for (const path of filesOf(harness, '')) hash.update(path).update(readFileSync(join(harness, path)))
  return hash.digest('hex').slice(0, 32)
}

/** Paths below `harness`, with `/`, sorted; folders that decide nothing are not even read. */
const filesOf = (harness: string, below: string): readonly string[] =>
  readdirSync(join(harness, below), { withFileTypes: true })
    .map((entry) => ({ entry, path: below === '' ? entry.name : `${below}/${entry.name}` }))
    .filter(({ path }) => !DECIDE_NOTHING.includes(sourceName(path)))
    .flatMap(({ entry, path }) =>
      entry.isDirectory()
        ? entry.name === '__pycache__'
          ? []
          : filesOf(harness, path)
        : /\.test\.|\.fixture\.|\.d\.ts$|\.md$/.test(entry.name)
          ? []
          : [path],
    )
    .sort()

/** `main.js` of the published package is `main.ts`. */
const sourceName = (path: string): string => path.replaceAll(sep, '/').replace(/\.js$/, '.ts')
