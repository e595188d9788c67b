import { expect, test } from 'vitest'
import { allEdges } from './transitions.ts'

/** A history as letters, `-` where a version cannot be measured; counts what a search looks at. */
const history = (letters: string) => {
  const seen = new Set<number>()
  return {
    seen,
    measured: (index: number) => (seen.has(index) ? letters[index] !== '-' : undefined),
    same: (a: number, b: number) => letters[a] === letters[b],
    probe: async (indexes: readonly number[]) => {
      for (const index of indexes) seen.add(index)
    },
  }
}

const edgesOf = async (letters: string, grid: readonly number[]) => {
  const h = history(letters)
  await h.probe(grid)
  const edges = await allEdges(grid, h.measured, h.same, h.probe, 2)
  return { edges: edges.map(({ from, to, suspects }) => [from, to, suspects]), looked: h.seen.size }
}

test('a change that comes and goes between the ends is found when the grid shows it', async () => {
  expect((await edgesOf('aaaabbbbaaaa', [0, 3, 6, 9, 11])).edges).toEqual([
    [3, 4, []],
    [7, 8, []],
  ])
})

test('two changes between the same two grid points are both found', async () => {
  expect((await edgesOf('aaabbbbbbccc', [0, 11])).edges).toEqual([
    [2, 3, []],
    [8, 9, []],
  ])
})

test('versions that cannot be measured are suspects of the edge they lie in, and of no other', async () => {
  expect((await edgesOf('aa--bb-bbbcc', [0, 11])).edges).toEqual([
    [1, 4, [2, 3]],
    [9, 10, []],
  ])
})

test('a history in which nothing changes is not looked at beyond the grid', async () => {
  expect(await edgesOf('aaaaaaaaaaaa', [0, 5, 11])).toEqual({ edges: [], looked: 3 })
})

test('a grid point that cannot be measured is passed over', async () => {
  expect((await edgesOf('aaaa-bbbb', [0, 4, 8])).edges).toEqual([[3, 5, [4]]])
})
