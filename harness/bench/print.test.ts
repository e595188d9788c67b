import { expect, test } from 'vitest'
import { asJson, asText, type Told } from './print.ts'

const told: Told = {
  name: 'matrix',
  title: 'Everything',
  outcome: {
    kind: 'measured',
    figures: [
      { label: 'ours', unit: 's', value: 1.5, all: [1.4, 1.5, 1.6] },
      { label: 'as long as bare', unit: '×', value: 1.44, bar: { is: '≤', value: 1.3 } },
    ],
    notes: ['12 drivers.'],
  },
}

test('each figure stands beside its runs, or its bar and whether that is met', () => {
  expect(asText(told).split('\n')).toEqual([
    '',
    'matrix: Everything',
    '  ours             1.50 s     (1.40, 1.50, 1.60)',
    '  as long as bare  1.44 ×     bar ≤ 1.3: NOT MET',
    '  12 drivers.',
    '',
  ])
})

test('a bench that could not run says why', () => {
  const failed: Told = { ...told, outcome: { kind: 'failed', why: 'No Python found.' } }
  expect(asText(failed)).toContain('could not run: No Python found.')
})

test('for programs the same, with a verdict beside each bar', () => {
  expect(JSON.parse(asJson([told], {})).benches[0].figures[1]).toMatchObject({ value: 1.44, met: false })
})
