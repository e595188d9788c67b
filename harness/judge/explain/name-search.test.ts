import { expect, test } from 'vitest'
import { type NameStates, nextToAsk } from './name-search.ts'

const all = ['0.26.0', '0.27.0', '0.28.0', '0.28.1', '1.0.0', '1.1.0', '1.2.0', '2.0.0', '2.1.0']
const major = (version: string): string => version.split('.')[0] ?? ''
const ask = (state: (version: string) => 'there' | 'missing' | 'unknown'): [string[], NameStates] => {
  const known = new Map<string, ReturnType<typeof state>>()
  for (let next = nextToAsk(all, known, major); next.length > 0; next = nextToAsk(all, known, major))
    for (const version of next) known.set(version, state(version))
  return [[...known.keys()], known]
}

test('the newest of each major and both ends are asked first, then halves', () => {
  const [asked, known] = ask((version) => (version < '1' ? 'there' : 'missing'))
  expect(asked).toEqual(['0.26.0', '0.28.1', '1.2.0', '2.1.0', '1.1.0', '1.0.0'])
  expect([known.get('0.28.1'), known.get('1.0.0')]).toEqual(['there', 'missing'])
})

test('one that cannot be asked is stepped over', () => {
  const [, known] = ask((version) => (version === '1.1.0' ? 'unknown' : version < '1' ? 'there' : 'missing'))
  expect(known.get('1.0.0')).toBe('missing')
})

test('where it is everywhere, or nowhere, nothing is halved', () => {
  expect(ask(() => 'there')[0]).toHaveLength(4)
  expect(ask(() => 'missing')[0]).toHaveLength(4)
})
