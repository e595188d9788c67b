'use strict'
// Runs a command with the action's inputs as its flags. Whatever Node the runner has reads it.
//   node run.cjs             the command that the inputs name
//   node run.cjs COMMAND     another one, with the flags of it that the inputs have
const { spawnSync } = require('node:child_process')
const { appendFileSync, statSync } = require('node:fs')
const { join } = require('node:path')

/** What is no flag of the command line. */
const OWN = ['command', 'package', 'run', 'comment', 'sarif', 'issues', 'cache', 'artifact']
/** Of publish-findings alone; the first two of both. */
const PUBLISHING = ['out', 'fail-on', 'repo', 'all', 'again']

const { INPUTS, ...env } = process.env
const inputs = JSON.parse(INPUTS || '{}')
const command = process.argv[2] || inputs.command

/** The flags that are said, in the order of the action's inputs. A switch is `true`; of several values each has a line. */
const flagsOf = (names) =>
  names.flatMap((name) => {
    const lines = String(inputs[name] || '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (lines.length === 1 && lines[0] === 'false') return []
    if (lines.length === 1 && lines[0] === 'true') return [`--${name}`]
    return lines.flatMap((line) => [`--${name}`, line])
  })

const asked = Object.keys(inputs).filter((name) => !OWN.includes(name))
const measuring = asked.filter((name) => !PUBLISHING.slice(2).includes(name))
const branch = env.GITHUB_BASE_REF ? `origin/${env.GITHUB_BASE_REF}` : ''
const out = inputs.out || 'reports'

const args = {
  gate: () => [
    ...(inputs.sdk ? [inputs.sdk] : []),
    ...flagsOf(measuring.filter((name) => name !== 'sdk')),
    ...(branch && !inputs['base-ref'] && !inputs.from && !inputs.to && !inputs.latest ? ['--base-ref', branch] : []),
    ...(inputs.reporter ? [] : ['--reporter', 'terminal']),
    ...['--reporter', 'markdown', '--reporter', 'sarif'],
  ],
  matrix: () => [
    ...flagsOf(measuring),
    // Every night the same findings would fail it.
    ...(inputs['new-only'] || inputs.shard ? [] : ['--new-only']),
  ],
  'publish-findings': () => flagsOf(PUBLISHING),
}[command]

if (!args) {
  console.error(`The input "command" is "${command}": gate or matrix was expected.`)
  process.exit(2)
}
const behind = command !== 'publish-findings' && inputs.run ? ['--', ...inputs.run.trim().split(/\s+/)] : []
const all = [command, ...args(), ...behind]

/** What the steps behind take up, where this run wrote it: a file of an earlier one says nothing of this. */
const outputs = command === 'gate' ? { comment: join(out, 'comment.md'), sarif: join(out, 'sdkdrift.sarif') } : {}
const changedAt = (file) => (statSync(file, { throwIfNoEntry: false }) || { mtimeMs: 0 }).mtimeMs
const before = Object.values(outputs).map(changedAt)

console.log(`sdkdrift ${all.join(' ')}`)
const { status, error } = spawnSync(join(env.SDKDRIFT_HOME, 'run'), all, { stdio: 'inherit', env })
if (error) console.error(error.message)

if (env.GITHUB_OUTPUT)
  Object.entries(outputs).forEach(([name, file], at) => {
    if (changedAt(file) !== before[at]) appendFileSync(env.GITHUB_OUTPUT, `${name}=${file}\n`)
  })
process.exit(status === null ? 4 : status)
