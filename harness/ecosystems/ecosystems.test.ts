import { describe, expect, test } from 'vitest'
import { npm } from './npm.ts'
import { pypi } from './pypi.ts'

describe('npm', () => {
  test('a name is its spelling', () => expect(npm.normalName('socket.io_client')).toBe('socket.io_client'))
  test('names may have a scope, and tags any name that is no version', () => {
    expect(['@scope/name', 'socket.io', 'open ai', '@scope'].filter(npm.validName)).toEqual([
      '@scope/name',
      'socket.io',
    ])
    expect(['latest', 'next', '5.x', ''].filter(npm.isTag)).toEqual(['latest', 'next'])
  })
  test('orders numerically, pre-releases before their release', () => {
    const versions = ['5.10.0', '5.9.0', '5.10.0-beta.2', '5.10.0-beta.10']
    expect(versions.sort(npm.compare)).toEqual(['5.9.0', '5.10.0-beta.2', '5.10.0-beta.10', '5.10.0'])
  })
  test.each([
    ['v1.2.3', '1.2.3'],
    ['=1.2.3', '1.2.3'],
    ['1.2', null],
    ['latest', null],
  ])('%s names exactly %s', (selector, version) => expect(npm.exact(selector)).toBe(version))
  test.each([
    ['5.x', true],
    ['>=5 <6', true],
    ['>=2.32,<3', false],
    ['latest', false],
    ['', false],
    ['5.17.0.1', false],
  ])('%s is a range: %s', (selector, range) => expect(npm.isRange(selector)).toBe(range))
  test('a range asks for pre-releases only when it names one of the same version', () => {
    expect(npm.asksForPrerelease('5.0.0-beta.2', '>=5.0.0-beta.1')).toBe(true)
    expect(npm.asksForPrerelease('5.1.0-beta.2', '>=5.0.0-beta.1')).toBe(false)
  })
})

test.each([
  ['npm', npm],
  ['PyPI', pypi],
] as const)('%s: a version and all later ones are a range, a pre-release of a later one among them', (_, {
  andLater,
  isRange,
  satisfies,
}) => {
  const range = andLater('7.55.0')
  expect(isRange(range)).toBe(true)
  expect(['7.54.9', '7.55.0', '7.55.1', '8.0.0'].filter((version) => satisfies(version, range))).toEqual([
    '7.55.0',
    '7.55.1',
    '8.0.0',
  ])
})

describe('PyPI', () => {
  test.each(['Typing_Extensions', 'typing.extensions', 'typing--extensions'])('%s is one package', (name) =>
    expect(pypi.normalName(name)).toBe('typing-extensions'))
  test('no scopes in names, and one tag', () => {
    expect(['zope.interface', '@scope/name', 'open ai', '-openai'].filter(pypi.validName)).toEqual(['zope.interface'])
    expect(['latest', 'next', '2.33'].filter(pypi.isTag)).toEqual(['latest'])
  })
  test('orders by PEP 440', () => {
    const versions = ['2.10', '2.9', '2.10.post1', '2.10rc1', '2.10.dev1', '1!0.1']
    expect(versions.sort(pypi.compare)).toEqual(['2.9', '2.10.dev1', '2.10rc1', '2.10', '2.10.post1', '1!0.1'])
  })
  test.each([
    ['2.33', '2.33'],
    ['==2.33.0', '2.33.0'],
    ['=== 2.33.0', '2.33.0'],
    ['==2.*', null],
    ['>=2', null],
  ])('%s names exactly %s', (selector, version) => expect(pypi.exact(selector)).toBe(version))
  test.each([
    ['>=2.32,<3', true],
    ['==2.*', true],
    ['~=2.33', true],
    ['^2', false],
    ['2.x', false],
    ['>=2 <3', false],
    ['', false],
  ])('%s is a specifier: %s', (selector, range) => expect(pypi.isRange(selector)).toBe(range))
  test('a specifier asks for pre-releases only when it names one', () => {
    expect(pypi.asksForPrerelease('2.0rc2', '>=2.0rc1')).toBe(true)
    expect(pypi.asksForPrerelease('2.0rc2', '>=1.0,!=2.0rc1')).toBe(false)
  })
  test('2.33 and 2.33.1 share a minor; another epoch does not', () => {
    expect(pypi.minor('2.33')).toBe(pypi.minor('2.33.1'))
    expect(pypi.minor('1!2.33')).not.toBe(pypi.minor('2.33'))
  })
})
