import { resolve } from 'node:path'
import { knownHint } from '../ask/matrix/nearest.ts'
import { type Fault, UserError } from '../errors.ts'
import { listed } from '../model/listed.ts'
import { reporters } from '../tell/reporters/report/index.ts'
import type { Reporter } from '../tell/reporters/report/reporter.ts'

/** One text of the report, and the whole path of the file it goes to; null: it is printed. */
export type Output = { readonly reporter: Reporter; readonly file: string | null }

/** What is told when nothing else was asked for; what is read back comes always. */
const USUAL: readonly string[] = ['html', 'terminal']

const all: readonly Reporter[] = Object.values(reporters)
export const REPORTER_NAMES: readonly string[] = all.map(({ name }) => name)

/**
 * Where each part of the report goes. What other commands read back is written whatever was asked for, and comes first.
 * @param wishes `NAME`, or `NAME=FILE` with a path from where the command is called
 * @param out the folder of what has no file of its own
 * @throws UserError with every name that is not known and every file that two would write
 */
export const outputsOf = (wishes: readonly string[] = USUAL, out: string, cwd: string): readonly Output[] => {
  const faults: Fault[] = []
  const asked = wishes.flatMap((wish): readonly Output[] => {
    const [name = '', ...file] = wish.split('=')
    const reporter = all.find((one) => one.name === name)
    const where = `--reporter ${wish}`
    if (!reporter)
      faults.push({ what: `"${name}" is no reporter.`, where, hint: knownHint(name, REPORTER_NAMES, 'reporters') })
    else if (file.length === 0) return [{ reporter, file: ownFile(reporter, out, cwd) }]
    else if (file.join('=') === '')
      faults.push({ what: 'No file is named behind "=".', where, hint: `Without "=": --reporter ${name}` })
    else return [{ reporter, file: resolve(cwd, file.join('=')) }]
    return []
  })
  const always = all
    .filter(({ readBack }) => readBack)
    .map((reporter) => ({ reporter, file: ownFile(reporter, out, cwd) }))
  const outputs = [...new Map([...always, ...asked].map((one) => [`${one.reporter.name} ${one.file}`, one])).values()]
  for (const [file, same] of Map.groupBy(outputs, (one) => one.file))
    if (file !== null && same.length > 1)
      faults.push({
        what: `${listed(same.map(({ reporter }) => reporter.name))} would be written to one file.`,
        where: file,
        hint: 'Name another file: --reporter NAME=FILE',
      })
  if (faults.length > 0) throw new UserError('matrix/reporter', faults)
  return outputs
}

const ownFile = ({ file }: Reporter, out: string, cwd: string): string | null =>
  file === null ? null : resolve(cwd, out, file)
