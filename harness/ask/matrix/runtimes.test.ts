import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { wishText } from '../../model/runtime-wish.ts'
import { parseMatrix } from './parse.ts'

const parse = (matrix: object) =>
  parseMatrix(JSON.stringify(matrix, null, 1), 'matrix.json', {
    ...{
      folder: '/',
      scenarios: [],
      groups: [],
      gateways: [],
      byName: [],
      families: { npm: ['openai'], pypi: ['openai'] },
    },
    familyOf: () => 'openai',
    fileExists: () => true,
  })
const faultsOf = (matrix: object) => {
  try {
    parse(matrix)
  } catch (error) {
    if (error instanceof UserError) return error.faults
    throw error
  }
  return []
}
const npm = { id: 'a', registry: 'npm', package: 'openai', versions: ['5.17.0'] }
const pypi = { id: 'b', registry: 'pypi', package: 'openai', versions: ['2.33.0'] }

test("an entry's own runtimes are instead of the file's of its language", () => {
  const { sdks, runtimes } = parse({
    runtimes: ['node 22', 'node 24', 'python 3.11'],
    sdks: [npm, pypi, { ...npm, id: 'c', runtimes: ['node 20'] }],
  })
  const told = sdks.map((sdk) => (sdk.runtimes ?? []).map(wishText))
  expect(runtimes?.map(wishText)).toEqual(['node 22', 'node 24', 'python 3.11'])
  expect(told).toEqual([
    ['node 22', 'node 24', 'python 3.11'],
    ['node 22', 'node 24', 'python 3.11'],
    ['python 3.11', 'node 20'],
  ])
})

test('a matrix that says nothing of runtimes has none', () => {
  const { sdks, ...rest } = parse({ sdks: [npm] })
  expect([Object.keys(rest).includes('runtimes'), Object.keys(sdks[0] ?? {}).includes('runtimes')]).toEqual([
    false,
    false,
  ])
})

test('what is no runtime, and one of another language, are faults at their place', () => {
  expect(faultsOf({ runtimes: ['node latest'], sdks: [npm] })).toEqual([
    {
      what: 'runtimes[0] is "node latest".',
      where: 'matrix.json:3:3',
      hint: 'Expected a runtime and its version, such as "node 22", "node 22.12.0" or "python 3.11".',
    },
  ])
  expect(faultsOf({ sdks: [{ ...npm, runtimes: ['python 3.11'] }] })).toMatchObject([
    { what: '"python 3.11" runs nothing that is on npm.', hint: 'Expected a version of node, such as "node 22".' },
  ])
  expect(faultsOf({ runtimes: [], sdks: [npm] })).toMatchObject([{ hint: 'Expected at least one runtime.' }])
})
