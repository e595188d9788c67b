import { expect, test } from 'vitest'
import { isWished, nearerWishes, wishIn } from './runtime-wish.ts'

const wish = (text: string) => wishIn(text) ?? expect.fail(text)

test.each(['node 22', 'node 22.12', 'node 22.12.0', 'python 3.11'])('%s is a runtime', (text) =>
  expect(wishIn(text)).not.toBeNull())
test.each([
  'node',
  'node22',
  'node >=22',
  'node 22.x',
  'ruby 3.3',
  'Node 22',
  'python 3.11.7.1',
  ' node 22',
])('"%s" is none', (text) => expect(wishIn(text)).toBeNull())

test('the beginning of a version stands for whole parts of it', () => {
  expect(['3.1', '3.1.4', '3.11.7', '3'].filter((version) => isWished(version, wish('python 3.1')))).toEqual([
    '3.1',
    '3.1.4',
  ])
})

test('what is nearer to the user counts, language by language', () => {
  const [far, near] = [[wish('node 22'), wish('python 3.11')], [wish('node 24')]]
  expect(nearerWishes(far, near)).toEqual([wish('python 3.11'), wish('node 24')])
  expect(nearerWishes(far, undefined)).toBe(far)
  expect(nearerWishes(undefined, undefined)).toBeUndefined()
})
