import { expect, test } from 'vitest'
import { driverOutput } from './driver-output.ts'

const tailOf = (text: string): string => {
  const output = driverOutput()
  output.add('stderr', text)
  return output.tail()
}

test('of what was printed the end is told', () => {
  const said = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`)
  expect(tailOf(said.join('\n')).split('\n')).toEqual(said.slice(10))
})

test('an error that names itself before a long trace is told first', () => {
  const trace = Array.from({ length: 30 }, (_, at) => `    at frame${at + 1} (x.js:1:1)`)
  const tail = tailOf(`node:internal\nError: Cannot find module 'zod'\nRequire stack:\n${trace.join('\n')}\n`)
  expect(tail.split('\n')).toEqual(["Error: Cannot find module 'zod'", '…', ...trace.slice(12)])
})

test('what a job before printed is no last word of this one', async () => {
  const output = driverOutput()
  output.add('stderr', 'of the job before\n')
  await new Promise((next) => setImmediate(next))
  output.reset()
  expect(output.tail()).toBe('')
})

test('what was read in the same turn as the line that a job begins is kept: pipes have no order between them', () => {
  const output = driverOutput()
  output.add('stderr', 'last words\n')
  output.reset()
  expect(output.tail()).toBe('last words')
})
