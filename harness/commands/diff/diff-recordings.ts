import { resolve } from 'node:path'
import { readRecording } from '../../ask/recordings/read-recording.ts'
import { clock } from '../../edges/clock.ts'
import { readIfThere } from '../../edges/documents.ts'
import { toolVersion } from '../../edges/tool-version.ts'
import { type Fault, UserError } from '../../errors.ts'
import { noFamily } from '../../measure/sdks/no-family.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { Recording } from '../../model/recording.ts'
import type { Report } from '../../model/report.ts'
import type { Bar } from '../../model/severity.ts'
import { compareRecordings } from '../../pipeline/replay/compare-recordings.ts'
import { loadMatrix } from '../inputs/load-matrix.ts'
import { isRecording } from './is-recording.ts'

/**
 * Two recordings of the user's own, compared. Nothing is measured; of a matrix, where one is named, what it says of changes
 * holds (`accepted`, `severities`, `failOn`).
 * @throws UserError for a file that is not there or is none, and for flags that would measure something
 */
export const diffRecordings = async (
  [a, b]: readonly [string, string],
  { options, command }: { readonly options: MeasureOptions; readonly command: readonly string[] },
  place: Place,
): Promise<{ readonly report: Report; readonly failOn: Bar }> => {
  const { cwd } = place
  const faults: readonly Fault[] = [
    ...[a, b].flatMap((file) => (isRecording(file) ? [] : [otherThing(file)])),
    ...MEASURING.flatMap((flag) => (options[flag] === undefined ? [] : [useless(flag)])),
    ...(command.length > 0 ? [{ what: 'A command is run for no recording.', where: `-- ${command.join(' ')}` }] : []),
    ...(resolve(cwd, a) === resolve(cwd, b)
      ? [{ what: 'One recording differs from itself in nothing.', where: a }]
      : []),
  ]
  if (faults.length > 0) throw new UserError('diff/recordings', faults)
  const matrix = options.config === undefined ? null : (await loadMatrix(options.config, place)).matrix
  const failOn = options.failOn ?? matrix?.failOn ?? 'breaking'
  const acceptances = options.accepted === false ? [] : (matrix?.accepted ?? [])
  const recordings = [await read(a, cwd), await read(b, cwd)] as const
  return {
    report: compareRecordings(
      { recordings, roles: noFamily, failOn, acceptances, overrides: matrix?.severities ?? [] },
      { clock, toolVersion: toolVersion() },
    ),
    failOn,
  }
}

/** What says how something is measured, and here nothing is. */
const MEASURING = [
  'scenario',
  'gateway',
  'with',
  'host',
  'family',
  'allowPort',
  'runtime',
] as const satisfies readonly (keyof MeasureOptions)[]

const useless = (flag: (typeof MEASURING)[number]): Fault => ({
  what: 'Recordings are compared as they are: nothing is measured.',
  where: `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  hint: 'Leave it out.',
})

const otherThing = (argument: string): Fault => ({
  what: `"${argument}" is no recording (.har), and the other one is.`,
  where: argument,
  hint: 'A version is compared with a recording so: sdkdrift show SDK@VERSION --scenario ID --har > version.har',
})

const read = async (file: string, cwd: string): Promise<Recording> => {
  const text = await readIfThere(resolve(cwd, file))
  if (text === null)
    throw new UserError('recording/no-file', { what: `There is no file ${resolve(cwd, file)}.`, where: file })
  return readRecording(text, file)
}
