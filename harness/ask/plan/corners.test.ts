import { expect, test } from 'vitest'
import { aHistory, type History } from '../../ecosystems/histories.fixture.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { linesOf } from '../../ecosystems/lines.ts'
import { cornersOf } from './corners.ts'

const corners = (history: History) => {
  const list = aHistory(history)
  return cornersOf(
    list.releases.map(({ version }) => version),
    linesOf(list),
    ecosystems[list.registry],
  )
}

test.each<[History, string[]]>([
  ['urllib3', ['1.26.13', '1.26.20', '2.0.0', '2.1.0']],
  ['cohere', ['5.1.6', '5.1.8', '5.2.0', '5.2.2']],
  ['openai on PyPI', ['0.28.1', '1.0.0', '1.109.1', '2.0.0', '2.1.0']],
  ['openai on a mirror of npm', ['5.0.0', '5.7.0']],
])('of %s the ends of its majors and of its release lines', (history, versions) =>
  expect(corners(history)).toEqual(versions))
