import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-roots-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'certifi'))
writeFileSync(join(folder, 'certifi/__init__.py'), 'from .core import contents, where\n')
writeFileSync(
  join(folder, 'certifi/core.py'),
  'def where():\n    return "its own"\ndef contents():\n    return "its own"\n',
)
writeFileSync(join(folder, 'ours.pem'), 'ours')

const PROGRAM = `import sys
exec(open(sys.argv[1]).read())
name_roots()
import certifi
print(certifi.where(), certifi.contents(), sep="|", end="")`

/** What certifi says, which a client may hand on by itself. */
const said = (env: Readonly<Record<string, string>>): string =>
  execFileSync('python3', ['-S', '-c', PROGRAM, join(import.meta.dirname, 'own_roots.py')], {
    env: { PATH: process.env['PATH'] ?? '', PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1', ...env },
    encoding: 'utf8',
  })

test('certifi names whom the run trusts, and itself where nobody says whom', () => {
  expect(said({ SSL_CERT_FILE: join(folder, 'ours.pem') })).toBe(`${join(folder, 'ours.pem')}|ours`)
  expect(said({})).toBe('its own|its own')
})
