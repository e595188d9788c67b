import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { loadFamilies } from './load-families.ts'
import { asReady, fromReady } from './ready-made.ts'
import { shippedScenarios } from './shipped-scenarios.ts'

test('what a build has ready is what is read of the files', async () => {
  const { all, scenarioNames } = await loadFamilies([], { cwd: '.', env: {} })
  const scenarios = await shippedScenarios(scenarioNames)
  expect(fromReady('families', asReady('families', all, root()), root())).toEqual(all)
  expect(fromReady('scenarios', asReady('scenarios', scenarios, root()), root())).toEqual(scenarios)
  const [first] = fromReady('scenarios', asReady('scenarios', scenarios, root()), '/elsewhere')
  expect(first?.file).toMatch(/^\/elsewhere\/fixtures\/scenarios\/.+\.json$/)
})
