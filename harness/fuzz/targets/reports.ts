import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { root } from '../../edges/paths.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

export const reports: FuzzTarget = {
  title: 'reports that accept, publish-findings, merge and show read',
  open: () => {
    const text = readFileSync(join(root(), 'fixtures', 'reports', 'quiet.json'), 'utf8')
    return {
      inputs: fc.oneof(damagedText([text]), damagedJson([JSON.parse(text)])).map((one) => [one]),
      check: async ([one = '']) => {
        const read = await orRefused(() => parseReport(one, 'report.json'), /^report\.json/)
        if (read)
          must(
            read.findings.every(({ id }) => id !== ''),
            'a finding without an id was taken',
          )
      },
    }
  },
}
