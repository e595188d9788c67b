import { createServer } from 'node:net'
import PQueue from 'p-queue'
import { expect, test } from 'vitest'
import { portTaken } from '../../edges/port-taken.ts'
import { portNotes, withPorts } from './allowed-ports.ts'

const session = {
  queues: { version: new PQueue(), install: new PQueue(), drive: new PQueue(), ports: new PQueue({ concurrency: 1 }) },
}

test('programs with a port of their own take turns; the others do not wait', async () => {
  const order: string[] = []
  const run = (name: string) => async () => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    order.push(`${name} ends`)
  }
  const world = { portTaken: async () => false }
  const ported = { allowPorts: [3128] }
  await Promise.all([
    withPorts(ported, run('a'), session, world),
    withPorts(ported, run('b'), session, world),
    withPorts({}, run('c'), session, world),
  ])
  expect(order.filter((line) => !line.startsWith('c'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  expect(order.indexOf('c begins')).toBeLessThan(order.indexOf('a ends'))
})

test('a port at which somebody else listens is not opened: it may lead anywhere', async () => {
  const other = createServer()
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve(Number(Object(other.address()).port))),
  )
  const run = () => withPorts({ allowPorts: [port] }, async () => 'ran', session, { portTaken })
  await expect(run()).rejects.toThrow(`Somebody else listens at 127.0.0.1:${port}`)
  await new Promise((resolve) => other.close(resolve))
  expect(await run()).toBe('ran')
})

test('which ports were opened is told', () => {
  expect(portNotes({ id: 'acme', allowPorts: [3128, 8080] })).toEqual([
    'Programs of acme may also connect to 127.0.0.1:3128, 127.0.0.1:8080, as you allowed.',
  ])
  expect(portNotes({ id: 'acme' })).toEqual([])
})
