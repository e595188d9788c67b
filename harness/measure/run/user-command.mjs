// Comes first in every Node program that a user's command starts (NODE_OPTIONS): the SDK is the version under test, and
// the guard stands. Imports nothing of the harness but what lies beside it; the session is described in
// command-environment.ts.
import { appendFileSync, realpathSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { guard } from './guard.mjs'
import { handOn } from './hand-on.mjs'
import { sdkTree } from './sdk-tree.mjs'

const { language, packages: names, dir, ports, hosts, log } = JSON.parse(process.env.SDKDRIFT_SESSION)
let loaded = false
const note = (event) => appendFileSync(log, `${JSON.stringify(event)}\n`)
const noteLoaded = () => {
  if (!loaded) note({ event: 'loaded', runtime: process.versions.node })
  loaded = true
}

/** What the first of these modules would get; undefined when none would get anything. */
const requiredFrom = (urls, specifier) => {
  for (const url of urls)
    try {
      return createRequire(url).resolve(specifier)
    } catch {}
}

/** One hook for `import` and `require`, since Node 22.15. */
const redirect = (tree, folder, require) => {
  const entry = pathToFileURL(join(folder, 'sdkdrift.mjs')).href
  module.registerHooks({
    resolve(specifier, context, next) {
      const { parentURL, conditions } = context
      // The loader of CommonJS takes no other parent.
      const isRequire = conditions.includes('require')
      const found = (path) => ({ url: pathToFileURL(path).href, shortCircuit: true })
      if (tree.isWithin(parentURL)) {
        const places = tree.lookFrom(specifier, parentURL)
        if (isRequire) {
          const path = requiredFrom(places, specifier)
          return path === undefined ? next(specifier, context) : found(path)
        }
        for (const place of places)
          try {
            return next(specifier, { ...context, parentURL: place })
          } catch {}
        return next(specifier, context)
      }
      if (!tree.isSdk(specifier)) return next(specifier, context)
      noteLoaded()
      tree.asks(parentURL)
      return isRequire ? found(require.resolve(specifier)) : next(specifier, { ...context, parentURL: entry })
    },
  })
}

/** Before that `require` has a function to replace, and `import` hooks in a thread of their own. */
const redirectOlder = (tree, folder, require) => {
  const resolveFilename = module._resolveFilename
  module._resolveFilename = (request, parent, ...rest) => {
    const from = parent?.filename ? pathToFileURL(parent.filename).href : undefined
    if (tree.isWithin(from))
      return requiredFrom(tree.lookFrom(request, from), request) ?? resolveFilename(request, parent, ...rest)
    if (!tree.isSdk(request)) return resolveFilename(request, parent, ...rest)
    noteLoaded()
    tree.asks(from)
    return require.resolve(request)
  }
  const { port1, port2 } = new MessageChannel()
  port1
    .on('message', (asker) => {
      noteLoaded()
      tree.asks(asker)
    })
    .unref()
  const data = { names, folder, log, port: port2 }
  module.register('./older-node-hooks.mjs', import.meta.url, { data, transferList: [port2] })
}

guard(ports, (host, port) => note({ event: 'egress', host, port, loaded }), {
  processes: true,
  ...(hosts ? { hosts: { patterns: () => hosts.patterns, port: () => hosts.port } } : {}),
})

handOn()

if (language === 'node') {
  // As the loader names files: without links.
  const folder = join(realpathSync(dir), '/')
  const require = createRequire(join(folder, 'sdkdrift.cjs'))
  const tree = sdkTree(names, folder)
  if (module.registerHooks) redirect(tree, folder, require)
  else if (module.register) redirectOlder(tree, folder, require)
  else if (isMainThread) note({ event: 'too-old', runtime: `node ${process.versions.node}` })
}
