import fc from 'fast-check'
import { parse } from 'jsonc-parser'
import { readFamilies } from '../../ask/families/read.ts'
import { familyFiles } from '../../testing/shipped-families.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

export const families: FuzzTarget = {
  title: 'family files',
  open: () => {
    const bases = familyFiles('bases')
    const seeds = familyFiles().map(({ text }) => text)
    return {
      inputs: fc.oneof(damagedText(seeds), damagedJson(seeds.map((text) => parse(text)))).map((text) => [text]),
      check: async ([text = '']) => {
        const file = { path: 'mine.json', name: 'mine', text, hasLines: true }
        const [read] = (await orRefused(() => readFamilies([file], bases), /^mine\.json/)) ?? []
        if (read) must(read.id !== '' && Object.keys(read.packages).length > 0, 'a family of nothing was taken')
      },
    }
  },
}
