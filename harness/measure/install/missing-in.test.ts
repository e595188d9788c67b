import { expect, test } from 'vitest'
import { aTarget } from './install.fixture.ts'
import { missingIn } from './missing-in.ts'

const npm = { target: { ...aTarget(), source: { kind: 'registry' } as const }, beside: { a: '1.0.0' } }
const pypi = {
  target: { ...aTarget({ registry: 'pypi', version: '2.33' }), source: { kind: 'registry' } as const },
  beside: { Langchain_OpenAI: '1.2' },
}

test.each([
  ['all at their versions', npm, { openai: '5.17.0', a: '1.0.0' }, null],
  ['one that is not there', npm, { openai: '5.17.0' }, 'a is not in the folder'],
  ['one at another version', npm, { openai: '5.17.0', a: '1.0.1' }, 'a lies there as 1.0.1, and not as 1.0.0 alone'],
  ['names and versions in another spelling', pypi, { openai: '2.33.0', 'langchain-openai': '1.2.0' }, null],
  ['several of the SDK, and nothing pinned', { ...npm, beside: {} }, { openai: '5.12.2, 5.17.0' }, null],
  ['a build, which has its own version', { ...npm, target: aBuild() }, { openai: '1.2.3', a: '1.0.0' }, null],
] as const)('%s', (_, job, dependencies, said) => {
  expect(missingIn(dependencies, job)).toBe(said)
})

function aBuild() {
  return { ...aTarget({ version: '1.2.3+dist' }), source: { kind: 'path', path: '/dist' } as const }
}
