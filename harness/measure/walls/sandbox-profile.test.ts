import { expect, test } from 'vitest'
import { sandboxProfile } from './sandbox-profile.ts'

const walled = { file: '/opt/node/bin/node', home: '/private/tmp/own', reads: ['/cache/openai', '/tool/run'] }
const profile = sandboxProfile(walled, ['/opt/node'])
const lines = profile.split('\n')
/** Where a rule stands: of two that fit, the later one counts. */
const at = (start: string): number => lines.findIndex((line) => line.startsWith(start))

test('files: it reads its own, its runtime’s and the system’s, and writes to its own folder alone', () => {
  expect(at('(deny file-read-data file-write* file-link)')).toBeLessThan(at('(allow file-read-data'))
  const reading = lines.slice(at('(allow file-read-data'), at('(allow file-read-data (literal "/"))'))
  for (const path of ['/cache/openai', '/tool/run', '/opt/node', '/opt/node/bin/node', '/private/tmp/own', '/usr/lib'])
    expect(reading.join()).toContain(`(subpath "${path}")`)
  for (const path of ['/Users', '/private/tmp', '/private/etc', '/private/var', '/'])
    expect(reading.join()).not.toContain(`(subpath "${path}")`)
  const writing = profile.slice(profile.indexOf('(allow file-write*'), profile.indexOf('(deny network*)'))
  expect(writing.match(/\((?:subpath|literal|regex) .*?\)(?=\n|\))/g)).toEqual([
    '(subpath "/private/tmp/own")',
    '(literal "/dev/null")',
  ])
})

test('network: loopback alone', () => {
  expect(lines.filter((line) => line.includes('network'))).toEqual([
    '(deny network*)',
    '(allow network-outbound (remote ip "localhost:*"))',
  ])
})

test('signals: it begins nothing but itself, and sees and signals nobody else', () => {
  expect(profile).toContain('(allow process-exec\n  (literal "/opt/node/bin/node")\n  (subpath "/opt/node"))')
  expect(lines.filter((line) => /process|signal|job|lsopen/.test(line))).toEqual([
    '(deny process-fork process-exec*)',
    '(allow process-exec',
    '(deny signal)',
    '(allow signal (target self))',
    '(deny process-info*)',
    '(allow process-info* (target self))',
    '(deny appleevent-send job-creation lsopen)',
  ])
})

test('nothing in a path becomes a rule', () => {
  const hostile = sandboxProfile({ ...walled, home: '/tmp/a")) (allow default) ; \\', bytecode: '/c/a.b' }, [])
  expect(hostile).toContain('(subpath "/tmp/a\\")) (allow default) ; \\\\")')
  expect(hostile).toContain('(regex "^/c/a\\\\.b/(.*/)?__pycache__(/|$)")')
})
