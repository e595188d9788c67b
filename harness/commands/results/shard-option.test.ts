import { expect, test } from 'vitest'
import { shardOf } from './shard-option.ts'

test.each([
  ['2/4', {}, { index: 2, of: 4 }],
  ['auto', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '5' }, { index: 3, of: 5 }],
  ['auto/8', { JOB_COMPLETION_INDEX: '0' }, { index: 1, of: 8 }],
])('%s with %j is %j', (text, env, shard) => {
  expect(shardOf(text, env)).toEqual(shard)
})

test.each([
  ['5/4', {}, 'part 5 of 4'],
  ['0/4', {}, 'part 0 of 4'],
  ['2', {}, 'part 2 of NaN'],
  ['half', {}, '2/4'],
  ['auto', {}, 'Neither'],
  ['auto', { JOB_COMPLETION_INDEX: '0' }, 'auto/8'],
])('%s with %j is refused', (text, env, words) => {
  expect(() => shardOf(text, env)).toThrow(words)
})
