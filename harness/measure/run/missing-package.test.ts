import { expect, test } from 'vitest'
import { wayToMissing } from './missing-package.ts'

test.each([
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'form-data' imported from /p/smoke.mjs",
    '--with form-data@VERSION',
  ],
  ["Error: Cannot find module '@acme/things/lib/x'", '--with @acme/things@VERSION'],
  [
    "ModuleNotFoundError: No module named 'yaml.reader'",
    'If yaml is a module of acme itself, this version has it by another name or not at all. Else install what has yaml for the Python',
  ],
])('a package that is not there can be put there: %s', (words, way) => {
  expect(wayToMissing(words, 'acme')).toContain(way)
})

test.each([
  "Error: Cannot find module './lib/x.js'",
  "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/p/x.mjs' imported from /p/smoke.mjs",
  'AuthenticationError: 401',
])('a file of the program’s own is not one: %s', (words) => {
  expect(wayToMissing(words, 'acme')).toBe('')
})
