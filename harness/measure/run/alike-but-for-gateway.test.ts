import { expect, test } from 'vitest'
import { alikeButForGateway } from './alike-but-for-gateway.ts'

const cells = ['a x', 'b x', 'a y', 'a code', 'b y', 'a.async x', 'a z', 'b code'].map((text) => {
  const [id = '', gateway = ''] = text.split(' ')
  return { id, gateway }
})
const named = (groups: readonly (readonly number[])[]) =>
  groups.map((group) => group.map((index) => `${cells[index]?.id} ${cells[index]?.gateway}`).join(', '))

test('one scenario in one variant is a group; what may not share stands alone, each time', () => {
  expect(named(alikeButForGateway(cells, ({ gateway }) => gateway !== 'code'))).toEqual([
    'a x, a y, a z',
    'b x, b y',
    'a code',
    'a.async x',
    'b code',
  ])
})

test('where none may, each cell is its own', () => {
  expect(alikeButForGateway(cells, () => false)).toEqual(cells.map((_, index) => [index]))
})
