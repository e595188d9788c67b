import { expect, test } from 'vitest'
import type { MatrixSdk, Selector } from '../../model/matrix.ts'
import { staysListed } from './stays-listed.ts'

const npm = (...versions: readonly Selector[]) => sdk('npm', versions)
const pypi = (...versions: readonly Selector[]) => sdk('pypi', versions)
const sdk = (registry: MatrixSdk['registry'], versions: readonly Selector[]): MatrixSdk => ({
  id: 'a',
  registry,
  package: 'openai',
  family: 'openai',
  versions,
  include: [],
  resolve: 'release-day',
})

test.each<[string, MatrixSdk, string, boolean]>([
  ['named exactly', npm('7.1.0'), '7.1.0', true],
  ['named exactly in another spelling', pypi('==3.4'), '3.4.0', true],
  ['in a range that takes all', npm('>=7 <8'), '7.1.0', true],
  ['in a rule that takes all', pypi({ range: '==3.*', keep: 'all' }), '3.4.0', true],
  ['a build of this machine', npm('./dist'), '7.1.0+local.0123abcd', true],
  ['the newest', npm({ range: '7.x', keep: 'newest' }), '7.1.0', false],
  ['the newest, beside an older one that is named', npm('7.0.0', { range: '7.x', keep: 'newest' }), '7.1.0', false],
  ['the newest patch', pypi({ range: '==3.*', keep: 'newest-per-minor' }), '3.4.0', false],
  ['one of the newest', npm({ newest: 9 }), '7.1.0', false],
  ['one of several spread ones', npm({ range: '7.x', spread: 3 }), '7.1.0', false],
  ['found by looking further', npm({ keep: 'adaptive' }), '7.1.0', false],
  ['all there are', npm({ keep: 'all' }), '7.1.0', true],
  ['a tag', npm('latest'), '7.1.0', false],
  ['both named and the newest', npm('7.1.0', { range: '7.x', keep: 'newest' }), '7.1.0', true],
  ['a rule over a single version', npm({ range: '7.1.0', keep: 'newest' }), '7.1.0', true],
])('%s', (_, list, version, stays) => expect(staysListed(list, version)).toBe(stays))
