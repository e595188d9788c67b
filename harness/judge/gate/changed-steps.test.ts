import { expect, test } from 'vitest'
import { ecosystems } from '../../ecosystems/index.ts'
import { changedSteps, type Having } from './changed-steps.ts'

const having = (version: string, over: Partial<Having> = {}): Having => ({
  registry: 'npm',
  package: 'openai',
  workspace: null,
  file: 'package.json',
  line: 3,
  version,
  elsewhere: null,
  ...over,
})
const stepsOf = (before: readonly Having[], after: readonly Having[]) => {
  const { steps, added } = changedSteps(before, after, (registry, a, b) => ecosystems[registry].compare(a, b))
  return {
    steps: steps.map(({ from, version, workspace }) => [workspace, from.version, version]),
    added: added.map(({ version }) => version),
  }
}

test('a place whose version changed is a step; one that kept it is none', () => {
  const web = { workspace: 'apps/web' }
  expect(stepsOf([having('1.0.0'), having('2.0.0', web)], [having('1.0.0'), having('2.1.0', web)])).toEqual({
    steps: [['apps/web', '2.0.0', '2.1.0']],
    added: [],
  })
})

test('a step back is a step', () => {
  expect(stepsOf([having('2.0.0')], [having('1.0.0')]).steps).toEqual([[null, '2.0.0', '1.0.0']])
})

test('of several copies each that came is compared with the nearest older one that went', () => {
  expect(stepsOf([having('1.0.0'), having('2.0.0')], [having('1.1.0'), having('2.1.0')]).steps).toEqual([
    [null, '1.0.0', '1.1.0'],
    [null, '2.0.0', '2.1.0'],
  ])
})

test('the same version from another place is a step', () => {
  const fork = { elsewhere: 'git+https://host/me/openai#abc' }
  expect(stepsOf([having('1.0.0')], [having('1.0.0', fork)]).steps).toEqual([[null, '1.0.0', '1.0.0']])
  expect(stepsOf([having('1.0.0', fork)], [having('1.0.0', fork)]).steps).toEqual([])
})

test('what moved with its folder is compared with what the folder that is gone had', () => {
  const [web, app] = [{ workspace: 'web' }, { workspace: 'app' }]
  expect(stepsOf([having('1.0.0', web)], [having('1.1.0', app)])).toEqual({
    steps: [['app', '1.0.0', '1.1.0']],
    added: [],
  })
  expect(stepsOf([having('1.0.0', web)], [having('1.0.0', app)])).toEqual({ steps: [], added: [] })
  expect(stepsOf([having('1.0.0', web)], [having('1.0.0', web), having('1.1.0', app)]).added).toEqual(['1.1.0'])
})

test('what was not there before has nothing to be compared with; what is gone is no step', () => {
  expect(stepsOf([], [having('1.0.0')])).toEqual({ steps: [], added: ['1.0.0'] })
  expect(stepsOf([having('1.0.0')], [])).toEqual({ steps: [], added: [] })
})
