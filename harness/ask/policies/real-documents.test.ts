import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { nothingKnown } from './policy-files.ts'
import { readDocument } from './read-document.ts'
import { defaultSettings } from './settings.ts'

const FOLDER = '/work/shared/policies'

/** Each `"patch"` was made `"patch="""` by some formatter of HTML: two strings side by side, which C# refuses as well. */
const NO_CSHARP: Readonly<Record<string, readonly string[]>> = {
  'examples-Loopback-request-for-service-at-same-API-Management-service.xml': [':15:119'],
  'examples-Pre-authorize-requests-based-on-HTTP-method-with-validate-jwt.policy.xml': [':10:66', ':22:43'],
}

describe.skipIf(!existsSync(FOLDER))('documents that people run', () => {
  const names = existsSync(FOLDER)
    ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
    : []
  test.each(names)('%s is read, each of its named values given', (path) => {
    const text = readFileSync(`${FOLDER}/${path}`, 'utf8')
    const namedValues = Object.fromEntries([...text.matchAll(/\{\{([\w.-]+)\}\}/g)].map(([, key = '']) => [key, '1']))
    const files = { scopes: { api: { path, text } }, fragments: {}, settings: null, known: nothingKnown }
    const wanted = NO_CSHARP[path.replace(/^.*\//, '')] ?? []
    try {
      const { document } = readDocument(files, { ...defaultSettings, namedValues })
      expect(Object.values(document).flat().length).toBeGreaterThan(0)
      expect(wanted).toEqual([])
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      // A fragment of another file is not there to be put in.
      const others = error.faults.filter(({ what }) => !what.startsWith('There is no fragment'))
      expect(others.map(({ where }) => where)).toEqual(wanted.map((place) => path + place))
    }
  })
})
