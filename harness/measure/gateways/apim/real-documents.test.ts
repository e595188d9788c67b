import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nothingKnown } from '../../../ask/policies/policy-files.ts'
import { readDocument } from '../../../ask/policies/read-document.ts'
import { checkDocument } from './check-document.ts'

/** Documents as people publish them (Azure/api-management-policy-snippets, Azure-Samples/AI-Gateway); they lie beside the checkout, where somebody has put them. */
const CHECKOUT = join(import.meta.dirname, '../../../..')
const FOLDER = ['..', '../..'].map((up) => join(CHECKOUT, up, 'shared/policies')).find(existsSync) ?? ''
const files = existsSync(FOLDER)
  ? ['ai-gateway', 'policy-snippets'].flatMap((folder) =>
      readdirSync(join(FOLDER, folder)).map((name) => join(FOLDER, folder, name)),
    )
  : []

const check = (path: string) => {
  const text = readFileSync(path, 'utf8')
  const file = { path: basename(path), text }
  const names = [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name = '']) => [name.trim(), '1'])
  const missing = [...text.matchAll(/fragment-id="([^"]+)"/g)].map(([, id = '']) => [
    id,
    { path: `${id}.xml`, text: '<fragment></fragment>' },
  ])
  const isFragment = /<fragment\b/.test(text)
  const { document } = readDocument(
    {
      scopes: isFragment ? { api: { path: 'api.xml', text: INCLUDING } } : { api: file },
      fragments: isFragment ? { it: file } : Object.fromEntries(missing),
      settings: null,
      known: nothingKnown,
    },
    { namedValues: Object.fromEntries(names) },
  )
  return checkDocument(document)
}

const INCLUDING = '<policies><inbound><include-fragment fragment-id="it" /></inbound></policies>'

describe.skipIf(files.length === 0)('of the documents that people publish', () => {
  test('no element is unknown', () => {
    const unknown = files.flatMap((path) => faultsOf(path).filter((what) => what.includes('no policy of')))
    expect(unknown).toEqual([])
  })

  test('at least 80 of 92 are enforced, adapted or passed over in every element', () => {
    const whole = files.filter((path) => faultsOf(path).length === 0)
    expect(whole.length).toBeGreaterThanOrEqual(80)
  })
})

/** What is wrong or not supported, or why it cannot be read. */
const faultsOf = (path: string): readonly string[] => {
  try {
    const { faults, standings } = check(path)
    const lacking = standings.filter(({ standing }) => standing.kind === 'not-supported').map(({ name }) => name)
    return [...faults.map(({ what }) => what), ...lacking]
  } catch (error) {
    return [String(error)]
  }
}
