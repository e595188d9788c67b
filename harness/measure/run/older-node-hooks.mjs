// What `import` asks in a Node before 22.15; runs in a thread of the loader's own. See user-command.mjs.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sdkTree } from './sdk-tree.mjs'

let at
let tree
let loaded = false

export const initialize = (data) => {
  at = data
  tree = sdkTree(data.names, data.folder)
}

export const resolve = async (specifier, context, next) => {
  const { parentURL } = context
  if (tree.isWithin(parentURL)) {
    for (const place of tree.lookFrom(specifier, parentURL))
      try {
        return await next(specifier, { ...context, parentURL: place })
      } catch {}
    return next(specifier, context)
  }
  if (!tree.isSdk(specifier)) return next(specifier, context)
  if (!loaded) appendFileSync(at.log, `${JSON.stringify({ event: 'loaded', runtime: process.versions.node })}\n`)
  loaded = true
  tree.asks(parentURL)
  at.port.postMessage(parentURL)
  return next(specifier, { ...context, parentURL: pathToFileURL(join(at.folder, 'sdkdrift.mjs')).href })
}
