// Comes first in every Node program that a user's command starts (NODE_OPTIONS): the SDK is the version under test, and
// the guard stands. Imports nothing of the harness but the guard; the session is described in command-environment.ts.
import { appendFileSync, realpathSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { guard } from './guard.mjs'

const { registry, package: name, dir, ports, log } = JSON.parse(process.env.SDKDRIFT_SESSION)
let loaded = false
const note = (event) => appendFileSync(log, `${JSON.stringify(event)}\n`)

guard(ports, (host, port) => note({ event: 'egress', host, port, loaded }), { processes: true })

if (registry === 'npm' && module.registerHooks) {
  // As the loader names files: without links.
  const home = pathToFileURL(`${realpathSync(dir)}/`).href
  const require = createRequire(`${home}sdkdrift.cjs`)
  module.registerHooks({
    resolve(specifier, context, next) {
      const isSdk = specifier === name || specifier.startsWith(`${name}/`)
      if (!isSdk || context.parentURL?.startsWith(home)) return next(specifier, context)
      if (!loaded) note({ event: 'loaded' })
      loaded = true
      // The loader of CommonJS takes no other parent.
      if (context.conditions.includes('require'))
        return { url: pathToFileURL(require.resolve(specifier)).href, shortCircuit: true }
      return next(specifier, { ...context, parentURL: `${home}sdkdrift.mjs` })
    },
  })
} else if (registry === 'npm' && isMainThread) note({ event: 'too-old', runtime: `node ${process.versions.node}` })
