import { text as textOf } from 'node:stream/consumers'
import { findUses } from '../ask/projects/find-uses.ts'
import { projectFolder } from '../edges/project-folder.ts'
import { UserError } from '../errors.ts'
import { explain as explainWith } from '../judge/explain/explain.ts'
import { messageOf } from '../judge/explain/words.ts'
import type { Explanation } from '../model/explanation.ts'
import type { Matrix } from '../model/matrix.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import { explanation as render } from '../tell/reporters/answers/explanation.ts'
import type { Register } from './command.ts'
import { measuringFlags } from './flags.ts'
import { lastReport } from './last-report.ts'
import { measureMatrix } from './measure.ts'

type Flags = MeasureOptions & { readonly json?: boolean; readonly out: string }

export const explainCommand: Register = (program, { place, terminal, exit }) => {
  const command = program
    .command('explain')
    .description('from an error message to the change that brought it')
    .argument('<text...>', 'what the error says, whole or in part; - reads it from stdin')
  measuringFlags(command)
    .option('--out <dir>', 'where the last report is', 'reports')
    .addHelpText('after', HELP)
    .action(async (words: readonly string[], flags: Flags) => {
      const text = words.join(' ') === '-' ? await textOf(process.stdin) : words.join(' ')
      const found = await explain(text, flags, place, terminal.progress.tell).finally(terminal.progress.end)
      const { told, measured } = found
      const { colour, width } = terminal
      await terminal.out(flags.json ? `${JSON.stringify(told, null, 2)}\n` : render(told, { colour, width }))
      exit(told.seen.length > 0 ? 0 : measured ? 1 : 3)
    })
}

const HELP = `
The last report is looked through. Without one, the versions in this project's lockfiles and those of the matrix are measured.
A message is the same when five sixths of the shorter text's words, or eight words, stand in a row in the other; case,
spaces, punctuation and quotes do not count, and a word that is cut ("subscr…") may go on in any way.

Exit codes:
  0  the text was seen
  1  no measured scenario ends in this error
  2  wrong usage or configuration
  3  nothing could be measured`

const explain = async (
  text: string,
  flags: Flags,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<{ readonly told: Explanation; readonly measured: boolean }> => {
  if (messageOf(text).words.length < 2)
    throw new UserError('explain/too-short', {
      what: `"${text.trim()}" is too little to go by.`,
      hint: 'Give the message as it was printed, at least two words of it.',
    })
  const last = await lastReport(flags.out, place.cwd)
  if (last)
    tell({ kind: 'note', text: `Looking through the report of ${last.startedAt.slice(0, 16).replace('T', ' ')} UTC.` })
  const report = last ?? (await measureMatrix(flags, place, tell, (matrix) => withInstalled(matrix, place))).report
  return {
    told: { text: text.trim(), source: last ? 'report' : 'measured', ...explainWith(text, report) },
    measured: report.runs.some(({ status }) => status === 'measured'),
  }
}

/** The matrix, with the versions that this project has installed; of SDKs that it does not use only when it uses none. */
const withInstalled = async (matrix: Matrix, place: Place): Promise<Matrix> => {
  const { uses } = await findUses(projectFolder(place.cwd), matrix.sdks)
  const locked = new Map(
    matrix.sdks.map(({ id, registry, package: name }) => [
      id,
      uses.flatMap((use) =>
        use.registry === registry && use.package === name ? use.locked.map(({ version }) => version) : [],
      ),
    ]),
  )
  const used = matrix.sdks.flatMap((sdk) => {
    const versions = [...new Set(locked.get(sdk.id))]
    return versions.length > 0 ? [{ ...sdk, versions: [...sdk.versions, ...versions] }] : []
  })
  return used.length > 0 ? { ...matrix, sdks: used } : matrix
}
