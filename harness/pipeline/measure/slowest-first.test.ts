import { expect, test } from 'vitest'
import type { Registry } from '../../model/sdk.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { slowestFirst } from './slowest-first.ts'

const of = (name: string, registry: Registry) => ({ name, planned: { sdk: { registry }, target: {} } as Planned })
const runtimeWith = (pypi: Promise<unknown>) =>
  ({
    installer: { runtime: (registry: Registry) => (registry === 'pypi' ? pypi : Promise.resolve({})) },
  }) as unknown as Pick<World, 'installer'>

test('Python starts first, else in the order given', async () => {
  const all = [of('a', 'npm'), of('b', 'pypi'), of('c', 'npm'), of('d', 'pypi')]
  const order = await slowestFirst(all, runtimeWith(Promise.resolve({})))
  expect(order.map(({ name }) => name)).toEqual(['b', 'd', 'a', 'c'])
})

test('no Node driver starts while Python is still looked for: it would take the place', async () => {
  let started = false
  const found = Promise.withResolvers()
  const order = slowestFirst([of('a', 'npm'), of('b', 'pypi')], runtimeWith(found.promise)).then(() => {
    started = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(started).toBe(false)
  found.resolve({ reason: 'no Python here' })
  await order
})

test('a runtime that cannot be looked for costs its own versions their results, and no others', async () => {
  const order = await slowestFirst([of('a', 'npm'), of('b', 'pypi')], runtimeWith(Promise.reject(new Error('EACCES'))))
  expect(order.map(({ name }) => name)).toEqual(['b', 'a'])
})
