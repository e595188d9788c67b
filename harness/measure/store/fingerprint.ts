import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What decides nothing of what is kept: asking (scenarios are part of a result's own key), normalising, judging and telling
 * are done anew each time, and the faces only call. All else counts, so that a room which is new, or was forgotten here,
 * costs a measurement and not the truth. What no file may hold is taken out before it is kept: `judge/mask`, `judge/secrets`.
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
  'judge/normalise',
  'judge/recordings',
  'judge/replay',
  'judge/verdict',
  'main.ts',
  // They look after what lies in the cache already.
  ...['cache-items.ts', 'prune-what.ts'].map((name) => `measure/install/${name}`),
  // What is written otherwise has another `FORM`.
  'measure/store',
  'schemas.ts',
  'tell',
  'testing',
  'vitest.ts',
  ...['bisect', 'gate', 'matrix', 'replay', 'shards', 'find-name.ts', 'hand-overs.ts', 'plan/release-lines.ts'].map(
    (name) => `pipeline/${name}`,
  ),
  ...[
    'live-progress',
    'progress-count',
    'progress',
    'project-files',
    'project-folder',
    'project-git',
    'step-summary',
  ].map((name) => `edges/${name}.ts`),
]

/** Where a build, whose sources are joined and gone, says what `fingerprint` was of them. */
export const FINGERPRINT_FILE = 'fingerprint'

/**
 * A hash over the code that decides captures, so that those of an older driver or gateway are not taken for those of this
 * one.
 * @param harness the folder with the wings, or a build of them
 */
export const fingerprint = (harness: string): string => {
  const built = join(harness, FINGERPRINT_FILE)
  return existsSync(built) ? readFileSync(built, 'utf8') : ofSources(harness)
}

/** What decides a result beside the capture that it is made of, and beside all that decides that. */
const READ = ['judge/normalise', 'measure/store']

/** Where a build says the same of `fingerprintOfReading`. */
export const READING_FINGERPRINT_FILE = `${FINGERPRINT_FILE}-of-reading`

/** The same of the code that makes results of captures. */
export const fingerprintOfReading = (harness: string): string => {
  const built = join(harness, READING_FINGERPRINT_FILE)
  if (existsSync(built)) return readFileSync(built, 'utf8')
  return hashOf(harness, [...filesOf(harness, ''), ...READ.flatMap((room) => filesOf(harness, room))])
}

/** Where a build says the same of `fingerprintOfJudging`. */
export const JUDGING_FINGERPRINT_FILE = `${FINGERPRINT_FILE}-of-judging`

/** No user's command reads these. */
const NO_COMMAND = ['bench', 'bin', 'build.mjs', 'fuzz', 'schemas.ts', 'testing']

/** The same of all the code there is: what is concluded from results may depend on any of it. */
export const fingerprintOfJudging = (harness: string): string => {
  const built = join(harness, JUDGING_FINGERPRINT_FILE)
  return existsSync(built) ? readFileSync(built, 'utf8') : hashOf(harness, filesOf(harness, '', NO_COMMAND))
}

const ofSources = (harness: string): string => hashOf(harness, filesOf(harness, ''))

const hashOf = (harness: string, files: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of files) hash.update(path).update(readFileSync(join(harness, path)))
  return hash.digest('hex').slice(0, 32)
}

/** Paths below `harness`, with `/`, sorted; folders that decide nothing are not even read. */
const filesOf = (harness: string, below: string, leftOut: readonly string[] = DECIDE_NOTHING): readonly string[] =>
  (existsSync(join(harness, below)) ? readdirSync(join(harness, below), { withFileTypes: true }) : [])
    .map((entry) => ({ entry, path: below === '' ? entry.name : `${below}/${entry.name}` }))
    .filter(({ path }) => !leftOut.includes(path))
    .flatMap(({ entry, path }) =>
      entry.isDirectory()
        ? entry.name === '__pycache__'
          ? []
          : filesOf(harness, path, leftOut)
        : /\.test\.|\.fixture\.|\.d\.ts$|\.md$/.test(entry.name)
          ? []
          : [path],
    )
    .sort()
