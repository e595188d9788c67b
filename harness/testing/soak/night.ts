import { isDeepStrictEqual } from 'node:util'
import { leftIn } from '../left-in.ts'
import { reportOf } from '../report-of.ts'
import type { Sandbox } from '../sandbox.ts'

/** What is measured night after night: few versions, both languages. */
const MATRIX = {
  sdks: [
    { id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.3.0', '1.4.1'] },
    { id: 'fake-python', registry: 'pypi', package: 'openai', versions: ['1.0.0', '1.4.1'] },
  ],
  scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
  failOn: 'never',
}

export type Night = {
  readonly code: number | null
  /** Of a run that ended well; null: of any other. */
  readonly report: unknown
  readonly stderr: string
}

/** A machine may be busy with other things. */
const LONGEST_MS = 600_000

/** @param under words before the program's own, of a machine that is otherwise than this one */
export const nightIn = async (sandbox: Sandbox, under: readonly string[] = []): Promise<Night> => {
  sandbox.writeAll({ 'matrix.json': MATRIX })
  const { code, stderr } = await sandbox.cli(['matrix'], { under, timeoutMs: LONGEST_MS })
  return { code, report: code === 0 ? reportOf(sandbox) : null, stderr }
}

/** Does a night say what another did? */
export const isSame = (found: Night, expected: Night): boolean =>
  found.code === expected.code && isDeepStrictEqual(found.report, expected.report)

export const said = ({ code, report, stderr }: Night): string =>
  `exit ${code}, ${report === null ? stderr : JSON.stringify(report).slice(0, 500)}`

/** What is wrong with a night that nothing disturbed, after one that something did. In words. */
export const wrongIn = (sandbox: Sandbox, found: Night, expected: Night): readonly string[] => [
  ...(isSame(found, expected) ? [] : [`another report: ${said(found)}`]),
  ...leftIn(sandbox),
]
