import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gathered, writeWhole } from './documents.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'documents-'))
})
afterAll(() => rm(dir, { recursive: true }))

describe('a file that comes in pieces', () => {
  test('is the pieces one after the other, in no larger writes than needed', async () => {
    const file = join(dir, 'whole', 'a.txt')
    await writeWhole(file, ['one\n', 'x'.repeat(3 << 20), '\ntwo ‹three›\n'])
    expect(await readFile(file, 'utf8')).toBe(`one\n${'x'.repeat(3 << 20)}\ntwo ‹three›\n`)
    expect([...gathered(['ab', 'c', 'def', 'g'], 3)]).toEqual(['abc', 'def', 'g'])
  })
  test('is the same where long pieces come again and again', async () => {
    const file = join(dir, 'again', 'a.txt')
    const pieces = Array.from({ length: 9_000 }, (_, at) => `‹${at % 7}›`.repeat(at % 2 === 0 ? 100 : 3))
    await writeWhole(file, pieces)
    expect(await readFile(file, 'utf8')).toBe(pieces.join(''))
  })
  test('is the old one when a piece cannot be made, and nothing lies beside it', async () => {
    const file = join(dir, 'kept', 'a.txt')
    await writeWhole(file, 'old')
    function* pieces() {
      yield 'x'.repeat(2 << 20)
      throw new Error('no more')
    }
    await expect(writeWhole(file, pieces())).rejects.toThrow('no more')
    expect(await readFile(file, 'utf8')).toBe('old')
    expect(await readdir(join(dir, 'kept'))).toEqual(['a.txt'])
  })
})
