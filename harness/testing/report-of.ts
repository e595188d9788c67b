import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sandbox } from './sandbox.ts'

/** The report that a sandbox's last run wrote, without what names that run: its id and the two times of day. */
export const reportOf = ({ dir }: Pick<Sandbox, 'dir'>): unknown => {
  const {
    run: _run,
    startedAt: _from,
    finishedAt: _to,
    walls: _walls,
    ...report
  } = JSON.parse(readFileSync(join(dir, 'reports', 'report.json'), 'utf8'))
  return report
}
