import { describe, expect, test } from 'vitest'
import { aHistory, type History } from './histories.fixture.ts'
import { linesOf } from './lines.ts'

const all = (history: History) => aHistory(history).releases.map(({ version }) => version)

/** `version ← what it follows (its line)`; empty for one line. */
const placed = (history: History, versions = all(history)) =>
  [...(linesOf(aHistory(history)).among(versions) ?? [])].map(
    ([version, { name, after }]) => `${version} ← ${after ?? 'nothing'} (${name})`,
  )

describe('what a version follows', () => {
  test('a backport follows the one before it in its own line, and a new major the newest that was out', () => {
    expect(placed('urllib3')).toEqual([
      '1.26.13 ← nothing (1.x)',
      '1.26.14 ← 1.26.13 (1.x)',
      '1.26.15 ← 1.26.14 (1.x)',
      '1.26.16 ← 1.26.15 (1.x)',
      '1.26.17 ← 1.26.16 (1.x)',
      '1.26.18 ← 1.26.17 (1.x)',
      '1.26.19 ← 1.26.18 (1.x)',
      '1.26.20 ← 1.26.19 (1.x)',
      '2.0.0 ← 1.26.15 (2.x)',
      '2.0.1 ← 2.0.0 (2.x)',
      '2.0.5 ← 2.0.1 (2.x)',
      '2.0.6 ← 2.0.5 (2.x)',
      '2.1.0 ← 2.0.6 (2.x)',
    ])
    expect(placed('django')).toContain('5.0 ← 4.2.8 (5.x)')
    expect(placed('django')).toContain('4.2.9 ← 4.2.8 (4.x)')
  })

  test('a line may be a minor, and is called so then', () =>
    expect(placed('cohere').slice(2)).toEqual([
      '5.1.8 ← 5.1.7 (5.1.x)',
      '5.2.0 ← 5.1.7 (5.2.x)',
      '5.2.1 ← 5.2.0 (5.2.x)',
      '5.2.2 ← 5.2.1 (5.2.x)',
    ]))

  test('a post-release stands beside what had gone on', () => {
    expect(placed('litellm')).toContain('1.73.0.post1 ← 1.73.0 (1.73.x)')
    expect(placed('litellm')).toContain('1.73.1 ← 1.73.0 (1.73.x)')
    expect(placed('litellm')).toContain('1.74.0 ← 1.73.7 (1.74.x)')
  })

  test('of chosen versions alone the nearest that was out counts', () =>
    expect(placed('urllib3', ['1.26.13', '1.26.20', '2.1.0'])).toEqual([
      '1.26.13 ← nothing (1.x)',
      '1.26.20 ← 1.26.13 (1.x)',
      '2.1.0 ← 1.26.13 (2.x)',
    ]))

  test.each<History>(['openai on PyPI', 'openai on a mirror of npm'])('%s is one line', (history) =>
    expect(placed(history)).toEqual([]))

  test('where nothing lower was out, the two are compared all the same', () =>
    expect(placed('urllib3', ['1.26.20', '2.0.0'])).toEqual(['1.26.20 ← nothing (1.x)', '2.0.0 ← 1.26.20 (2.x)']))
})

describe('the way from one version to another', () => {
  const way = (history: History, from: string, to: string) => linesOf(aHistory(history)).way(from, to, all(history))

  test('leaves out what came out beside it', () =>
    expect(way('urllib3', '1.26.14', '2.0.5')).toEqual(['1.26.14', '1.26.15', '2.0.0', '2.0.1', '2.0.5']))

  test('stays in its line', () => expect(way('django', '4.2.8', '4.2.10')).toEqual(['4.2.8', '4.2.9', '4.2.10']))

  test('from a backport it begins with what came out in the other line', () =>
    expect(way('urllib3', '1.26.19', '2.0.1')).toEqual(['1.26.19', '2.0.0', '2.0.1']))

  test('where dates say nothing, it is every number between', () =>
    expect(way('stripe on a mirror of npm', '14.1.0', '14.4.0')).toEqual(['14.1.0', '14.2.0', '14.3.0', '14.4.0']))
})
