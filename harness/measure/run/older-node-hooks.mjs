// What `import` asks in a Node before 22.15; runs in a thread of the loader's own. See user-command.mjs.
import { appendFileSync } from 'node:fs'

let at
let loaded = false

export const initialize = (data) => {
  at = data
}

export const resolve = (specifier, context, next) => {
  const isSdk = specifier === at.name || specifier.startsWith(`${at.name}/`)
  if (!isSdk || context.parentURL?.startsWith(at.home)) return next(specifier, context)
  if (!loaded) appendFileSync(at.log, '{"event":"loaded"}\n')
  loaded = true
  at.port.postMessage('loaded')
  return next(specifier, { ...context, parentURL: `${at.home}sdkdrift.mjs` })
}
