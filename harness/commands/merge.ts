import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { clock } from '../edges/clock.ts'
import { UserError } from '../errors.ts'
import { withNews } from '../judge/verdict/news.ts'
import type { MeasureOptions } from '../model/options.ts'
import { tellMatrix } from '../pipeline/matrix/tell-matrix.ts'
import { type FoundPart, mergeParts } from '../pipeline/shards/merge-parts.ts'
import { takingRuns } from '../tell/reporters/report/read-lines.ts'
import type { Register } from './command.ts'
import { collect, failOnFlag, measuringFlags, sdkFlag } from './flags.ts'
import { EXIT_CODES } from './matrix.ts'
import { askedFor } from './measure.ts'
import { lastReport } from './results/last-report.ts'
import { askedDigest, PART_FILE, readPart } from './results/part-file.ts'
import { checkPlaces } from './results/put-files.ts'
import { outputsOf } from './results/report-outputs.ts'
import { beginRun } from './results/run-record.ts'
import { REPORTERS, tellReport, USUAL_REPORTERS } from './results/tell-report.ts'
import { watchTime } from './world/timings.ts'

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly timings?: boolean
  readonly out: string
  readonly verbose?: boolean
  readonly newOnly?: boolean
  readonly reporter?: readonly string[]
}

export const mergeCommand: Register = (command, { place, terminal, conceal, ownCommand, exit }) => {
  command.argument('<dir...>', `folders with a ${PART_FILE} in them or in theirs, or such files`)
  failOnFlag(measuringFlags(sdkFlag(command)))
    .option('--no-accepted', 'count accepted findings too')
    .option('--out <dir>', 'where report.json and report.html are written', 'reports')
    .option('--reporter <name[=file]>', `as in matrix: ${REPORTERS.map(({ name }) => name).join(', ')}`, collect)
    .option('--new-only', 'fail only on findings that the last report in --out did not have')
    .option('--noise-check', 'the parts were measured with it')
    .option('--verbose', 'tell the lesser changes one by one')
    .addHelpText('after', `${HELP}\n${EXIT_CODES}`)
    .action(async (dirs: readonly string[], flags: Flags) => {
      const watch = watchTime(flags, terminal)
      const outputs = outputsOf(REPORTERS, flags.reporter ?? USUAL_REPORTERS, flags.out, place.cwd)
      await checkPlaces(outputs.map(({ file }) => file))
      const run = await beginRun(resolve(place.cwd, flags.out), clock.now())
      const last = flags.newOnly ? await lastReport(flags.out, place.cwd) : null
      const found = await partsIn(dirs, place.cwd)
      const { request, world } = await askedFor({ ...flags, command: ownCommand }, place, watch.tell)
      const merged = mergeParts(found)
      if (found.some(({ part }) => part.asked !== askedDigest(request)))
        throw new UserError('merge/other-matrix', {
          what: 'The parts are of another matrix than the one that is here.',
          where: request.matrix.file ?? 'the built-in list',
          hint: 'Give the matrix file and the flags with which they were measured: --config, --sdk, --scenario, --gateway.',
        })
      const report = tellMatrix(merged, request, world)
      const told = flags.newOnly ? withNews(last, report) : report
      const code = await tellReport(
        { ...told, run },
        request.matrix,
        outputs,
        flags,
        { place, terminal, conceal },
        watch,
      )
      watch.print()
      exit(code)
    })
}

const HELP = `
Joins what several machines measured (sdkdrift matrix --shard i/n) to the report that one of them would have written. The matrix
file and the flags are those of the parts. A version that no part has is told as not measured, and the exit code is 3 at least.`

const PARTS = `sdkdrift matrix --shard i/n writes a ${PART_FILE} into its --out; merge takes these folders.`

/** One after the other: each may be large, and shares most with those before it. */
const partsIn = async (paths: readonly string[], cwd: string): Promise<readonly FoundPart[]> => {
  const take = takingRuns()
  const found: FoundPart[] = []
  for (const path of paths)
    for (const file of await filesIn(path, cwd)) {
      const name = relative(cwd, file)
      const part = await readPart(file, name, take)
      if (part === null) throw new UserError('merge/nothing', { what: `There is no ${path}.`, hint: PARTS })
      found.push({ file: name, part })
    }
  return found
}

/** A file, or every part in a folder and in the folders in it, as CI systems lay down artifacts. */
const filesIn = async (path: string, cwd: string): Promise<readonly string[]> => {
  const whole = resolve(cwd, path)
  const entries = await readdir(whole, { recursive: true }).catch(() => null)
  const files =
    entries === null
      ? [whole]
      : entries.filter((name) => name.split(/[\\/]/).at(-1) === PART_FILE).map((name) => join(whole, name))
  if (files.length === 0)
    throw new UserError('merge/nothing', {
      what: `There is no ${PART_FILE} in ${path}.`,
      hint: PARTS,
    })
  return files.toSorted()
}
