import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linesWithin } from './lines-within.ts'

const MIB = 1024 * 1024

const listening = () => {
  const channel = new PassThrough()
  const lines: string[] = []
  let stopped = 0
  const { tooMuch } = linesWithin(
    channel,
    (line) => lines.push(line),
    () => stopped++,
  )
  const write = async (text: string): Promise<void> => {
    if (!channel.destroyed) channel.write(text)
    await turn()
  }
  return { write, lines, stopped: () => stopped, tooMuch }
}

test('lines come one by one, however they are cut', async () => {
  const { write, lines, stopped, tooMuch } = listening()
  for (const text of ['on', 'e\ntw', 'o\nthree\n', 'four']) await write(text)
  expect(lines).toEqual(['one', 'two', 'three'])
  expect([stopped(), tooMuch()]).toEqual([0, null])
})

test('a line without an end ends it, long before its time would be up', async () => {
  const { write, lines, stopped, tooMuch } = listening()
  for (let at = 0; at < 8; at++) await write('x'.repeat(MIB))
  expect(lines).toEqual([])
  expect([stopped(), tooMuch()]).toEqual([1, 'was ended: it wrote more than 4 MiB of results in a line'])
})

test('too many results end it, in however small pieces', async () => {
  const { write, stopped, tooMuch } = listening()
  for (let at = 0; at < 70; at++) await write(`${'x'.repeat(MIB - 1)}\n`)
  expect([stopped(), tooMuch()]).toEqual([1, 'was ended: it wrote more than 64 MiB of results'])
})
