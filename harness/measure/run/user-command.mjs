// Comes first in every Node program that a user's command starts (NODE_OPTIONS): the SDK is the version under test, and
// the guard stands. Imports nothing of the harness but the guard; the session is described in command-environment.ts.
import { appendFileSync, realpathSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { guard } from './guard.mjs'

const { language, package: name, dir, ports, log } = JSON.parse(process.env.SDKDRIFT_SESSION)
let loaded = false
const note = (event) => appendFileSync(log, `${JSON.stringify(event)}\n`)
const noteLoaded = () => {
  if (!loaded) note({ event: 'loaded' })
  loaded = true
}
const isSdk = (specifier) => specifier === name || specifier.startsWith(`${name}/`)

/** One hook for `import` and `require`, since Node 22.15. */
const redirect = (folder, require) => {
  const home = pathToFileURL(folder).href
  module.registerHooks({
    resolve(specifier, context, next) {
      if (!isSdk(specifier) || context.parentURL?.startsWith(home)) return next(specifier, context)
      noteLoaded()
      // The loader of CommonJS takes no other parent.
      if (context.conditions.includes('require'))
        return { url: pathToFileURL(require.resolve(specifier)).href, shortCircuit: true }
      return next(specifier, { ...context, parentURL: `${home}sdkdrift.mjs` })
    },
  })
}

/** Before that `require` has a function to replace, and `import` hooks in a thread of their own. */
const redirectOlder = (folder, require) => {
  const resolveFilename = module._resolveFilename
  module._resolveFilename = (request, parent, ...rest) => {
    if (!isSdk(request) || parent?.filename?.startsWith(folder)) return resolveFilename(request, parent, ...rest)
    noteLoaded()
    return require.resolve(request)
  }
  const { port1, port2 } = new MessageChannel()
  port1.on('message', noteLoaded).unref()
  const data = { name, home: pathToFileURL(folder).href, log, port: port2 }
  module.register('./older-node-hooks.mjs', import.meta.url, { data, transferList: [port2] })
}

guard(ports, (host, port) => note({ event: 'egress', host, port, loaded }), { processes: true })

if (language === 'node') {
  // As the loader names files: without links.
  const folder = join(realpathSync(dir), '/')
  const require = createRequire(join(folder, 'sdkdrift.cjs'))
  if (module.registerHooks) redirect(folder, require)
  else if (module.register) redirectOlder(folder, require)
  else if (isMainThread) note({ event: 'too-old', runtime: `node ${process.versions.node}` })
}
