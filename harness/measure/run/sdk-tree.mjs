// What belongs to the version under test when a Node program asks for a module; both kinds of hooks decide by it. See
// user-command.mjs.
import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** `react`, `@scope/name/sub`; not `./x`, `/x`, `#x`, `node:fs`, `https://…`. */
const BARE = /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?=\/|$)/

/**
 * @param {readonly string[]} names the packages under test: the SDK's, and what is pinned beside it
 * @param {string} folder the isolated one, without links and with a slash at its end
 */
export const sdkTree = (names, folder) => {
  const home = pathToFileURL(folder).href
  /** Modules of the project that asked for the SDK: from there its optional companions are looked for. */
  const askers = new Set()
  const lacking = new Map()

  /** Has none of the folders that are looked into from there this package? */
  const lacks = (from, wanted) => {
    const key = `${from} ${wanted}`
    if (!lacking.has(key)) lacking.set(key, !has(from, wanted))
    return lacking.get(key)
  }
  const has = (from, wanted) => {
    for (let at = from; `${at}/`.startsWith(folder); at = dirname(at))
      if (existsSync(join(at, 'node_modules', wanted))) return true
    return false
  }

  return {
    isSdk: (specifier) => names.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    isWithin: (url) => url?.startsWith(home) ?? false,
    asks: (url) => {
      if (url?.startsWith('file:')) askers.add(url)
    },
    /**
     * Where to look for what a module of the tree asks for and the tree has not: an optional companion is the project's.
     * @returns {readonly string[]} addresses of modules of the project; none when the tree has it
     */
    lookFrom: (specifier, url) => {
      const [wanted] = BARE.exec(specifier) ?? []
      if (wanted === undefined || isBuiltin(specifier) || !url?.startsWith(home)) return []
      if (!lacks(dirname(fileURLToPath(url)), wanted)) return []
      return [...askers, pathToFileURL(join(process.cwd(), 'sdkdrift.mjs')).href]
    },
  }
}
