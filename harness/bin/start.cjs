'use strict'
// Read by a supported Node only: sdkdrift.cjs has checked.
const { existsSync } = require('node:fs')
const { enableCompileCache, flushCompileCache } = require('node:module')
const { dirname, join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { isBuiltOf } = require('./built-of.cjs')

enableCompileCache()
// Node writes it when a process ends by itself, and ours is ended.
process.on('exit', () => flushCompileCache?.())

const root = dirname(dirname(__dirname))
const source = join(root, 'harness', 'main.ts')
// A checkout runs its sources as they stand; what was built of these very sources begins in half the time. A package has no other.
const main = existsSync(source) && !isBuiltOf(root) ? source : join(root, 'dist', 'harness', 'joined', 'main.js')

import(pathToFileURL(main).href).catch((error) => {
  console.error(error)
  // Not 1: that would read as "drift found"; nor 3: nothing was even begun. It is a fault of ours.
  process.exitCode = 4
})
