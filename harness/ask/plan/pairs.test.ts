import { expect, test } from 'vitest'
import { pairsOf } from './pairs.ts'

/** `x` behind a version: it could not be measured. */
const pairs = (...versions: string[]) =>
  pairsOf(versions.map((text) => ({ version: text.replace('x', ''), usable: !text.endsWith('x') }))).map(
    ({ from, to, steppedOver }) => `${from}→${to} ${steppedOver.join()}`.trim(),
  )

test('each version is compared with the one before it', () => expect(pairs('1', '2', '3')).toEqual(['1→2', '2→3']))
test('one that could not be measured is stepped over, and named', () =>
  expect(pairs('1', '2x', '3x', '4', '5')).toEqual(['1→4 2,3', '4→5']))
test('at the ends there is nothing to step over', () => expect(pairs('1x', '2', '3', '4x')).toEqual(['2→3']))
test.each([[[]], [['1']], [['1x', '2']]])('%j makes no pair', (versions) => expect(pairs(...versions)).toEqual([]))
