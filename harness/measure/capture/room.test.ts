import { expect, test } from 'vitest'
import { roomForBodies } from './room.ts'

const guest = (room: ReturnType<typeof roomForBodies>, name: string, told: string[]) =>
  room.ask(
    () => told.push(`${name} in`),
    () => told.push(`${name} sent away`),
  )

test('so many have a place, the others in their turn; whoever gives up waiting keeps nobody out', () => {
  const told: string[] = []
  const room = roomForBodies(2)
  const [a, , c] = ['a', 'b', 'c', 'd', 'e'].map((name) => guest(room, name, told))
  expect(told).toEqual(['a in', 'b in'])
  c?.()
  a?.()
  a?.()
  expect(told).toEqual(['a in', 'b in', 'd in'])
})

test('when it closes all are sent away, also who comes later', () => {
  const told: string[] = []
  const room = roomForBodies(1)
  guest(room, 'a', told)
  guest(room, 'b', told)
  room.close()
  guest(room, 'c', told)
  expect(told).toEqual(['a in', 'a sent away', 'b sent away', 'c sent away'])
})
