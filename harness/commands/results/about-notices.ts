import { relative, resolve } from 'node:path'
import { sdkLines } from '../../ask/matrix/sdk-lines.ts'
import { readIfThere } from '../../edges/documents.ts'
import { RULES, rowOf } from '../../judge/verdict/rules.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { About } from '../../tell/reporters/notices/of-report.ts'

/** The table of severities, for formats that name a rule. */
export const ABOUT_RULES: Omit<About, 'placeOf'> = {
  rules: RULES.map(({ id, severity, because }) => ({ id, severity, because })),
  ruleOf: (change) => rowOf(change).id,
}

/** The same, with the lines of the matrix file; of the built-in list nobody has a line. */
export const aboutMatrix = async ({ file }: Pick<Matrix, 'file'>, { cwd }: Place): Promise<About> => {
  const path = file === null ? null : resolve(cwd, file)
  const text = path === null ? null : await readIfThere(path)
  if (path === null || text === null) return { ...ABOUT_RULES, placeOf: () => null }
  const lines = sdkLines(text, path)
  const shown = relative(cwd, path)
  return {
    ...ABOUT_RULES,
    placeOf: (sdk) => {
      const line = lines.get(sdk)
      return line === undefined ? null : { file: shown, line }
    },
  }
}

/** Is this a job of GitHub Actions? https://docs.github.com/actions/reference/workflows-and-actions/variables */
export const onActions = ({ env }: Place): boolean => env['GITHUB_ACTIONS'] === 'true'
