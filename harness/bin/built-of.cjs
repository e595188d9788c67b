'use strict'
// Read by a supported Node only, as `start.cjs` is, and by `build.mjs`.
const { readdirSync, readFileSync, statSync } = require('node:fs')
const { join } = require('node:path')

/** Where a build says of which files it was made. A package has none: it has no sources beside it. */
const BUILT_OF = join('dist', 'built-of.txt')

/** What a build takes along as it stands, below the root of a checkout. */
const DATA = [
  'deploy',
  'fixtures/families',
  'fixtures/gateways',
  'fixtures/programs',
  'fixtures/scenarios',
  'matrix.json',
]
/** All that goes into one. */
const PLACES = ['harness', ...DATA, 'package.json']
/** Folders of `harness/` of which nothing does. */
const LEFT_OUT = new Set(['bin', 'bench', 'fuzz', 'testing', '__pycache__'])

/** Each file's path, size and time of change, a line each: another text after any edit, and none is read for it. */
const sourcesOf = (root) =>
  PLACES.flatMap((place) => linesOf(root, place))
    .sort()
    .join('\n')

const linesOf = (root, path) => {
  const found = statSync(`${root}/${path}`, { throwIfNoEntry: false })
  if (!found) return []
  return found.isDirectory() ? linesIn(root, path) : [`${path} ${found.size} ${found.mtimeMs}`]
}

const linesIn = (root, path) =>
  readdirSync(`${root}/${path}`).flatMap((name) =>
    LEFT_OUT.has(name) || /\.(test|fixture)\.ts$/.test(name) ? [] : linesOf(root, `${path}/${name}`),
  )

/** Was the build in `dist/` made of the sources as they stand now? */
const isBuiltOf = (root) => {
  try {
    return readFileSync(join(root, BUILT_OF), 'utf8') === sourcesOf(root)
  } catch {
    return false
  }
}

module.exports = { BUILT_OF, DATA, LEFT_OUT, isBuiltOf, sourcesOf }
