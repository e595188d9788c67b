import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlainPackage } from './npm-pages.ts'

/** What npm's own `node` is made of on this platform. */
const NAME = `node-${process.platform === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${process.platform}-${process.arch}`

/** The Node beneath does not know what the version that it plays would. */
const WITHOUT_NET = `for word; do shift; [ "$word" = --allow-net ] || set -- "$@" "$word"; done
`

/**
 * A Node of a version that there is not, as npm would have it: the one that runs the tests, which says that it is another.
 * @param dir absolute; holds what it is made another by
 */
export const fakeNode = (version: string, dir: string): PlainPackage => {
  const preload = join(dir, `node-${version}.cjs`)
  writeFileSync(
    preload,
    `const node = ${JSON.stringify(version)}
Object.defineProperty(process, 'versions', { value: Object.freeze({ ...process.versions, node }) })
Object.defineProperty(process, 'version', { value: 'v' + node })
`,
  )
  const program = `#!/bin/sh
[ "$1" = --version ] && echo v${version} && exit
${process.allowedNodeEnvironmentFlags.has('--allow-net') ? '' : WITHOUT_NET}case " $* " in *" --permission "*) set -- --allow-fs-read='${preload}' "$@" ;; esac
exec '${process.execPath}' --require='${preload}' "$@"
`
  return { name: NAME, version, files: { 'bin/node': program } }
}

/** The one that runs the tests, as npm would list it: it is never fetched. */
export const ownNodePackage = (): PlainPackage => ({ name: NAME, version: process.versions.node, files: {} })
