// What a user's program starts has the version under test and the guard as well, also where it is given an environment of
// its own: Node's own rules would leave them out, and the result would be that of the project's version.
import child from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import workers from 'node:worker_threads'

/** What brings both in, and what stands between ours and a program's own, which comes behind; null: ours alone. */
const CARRIED = { SDKDRIFT_SESSION: null, NODE_OPTIONS: ' ', PYTHONPATH: ':' }

export const handOn = () => {
  const ours = Object.entries(CARRIED).flatMap(([name, between]) =>
    name in process.env ? [{ name, between, value: process.env[name] }] : [],
  )
  const withOurs = (env) => {
    const all = { ...env }
    for (const { name, between, value } of ours)
      if (!all[name] || between === null) all[name] = value
      else if (!all[name].includes(value)) all[name] = value + between + all[name]
    return all
  }
  const handed = (options) =>
    typeof options?.env === 'object' && options.env !== null ? { ...options, env: withOurs(options.env) } : options

  const { spawn } = child.ChildProcess.prototype
  child.ChildProcess.prototype.spawn = function (options) {
    if (!Array.isArray(options?.envPairs)) return spawn.call(this, options)
    const env = Object.fromEntries(options.envPairs.map((pair) => pair.split(/=(.*)/s, 2)))
    return spawn.call(this, {
      ...options,
      envPairs: Object.entries(withOurs(env)).map(([name, value]) => `${name}=${value}`),
    })
  }
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    const original = child[name]
    child[name] = (...args) => original(...args.map((arg) => (Array.isArray(arg) ? arg : handed(arg))))
  }
  workers.Worker = class Worker extends workers.Worker {
    constructor(file, options) {
      super(file, handed(options))
    }
  }
  syncBuiltinESMExports()
}
