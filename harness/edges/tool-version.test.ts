import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toolVersion } from './tool-version.ts'

test('the version is the one that package.json publishes', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  expect(manifest).toContain(`"version": "${toolVersion()}"`)
})
