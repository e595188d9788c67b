import { basename, dirname, resolve } from 'node:path'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { type Fault, UserError } from '../../errors.ts'
import { listed } from '../../model/listed.ts'

/** What can be written or printed, by its name. */
type Format = {
  readonly name: string
  /** The file it is written to, below the output folder; null: it is printed. */
  readonly file: string | null
  /** Do other commands read it? Then it is written whatever was asked for, and comes first. */
  readonly readBack: boolean
}

/** One text, and the whole path of the file it goes to; null: it is printed. */
export type Output<F extends Format> = { readonly reporter: F; readonly file: string | null }

/**
 * Where each text goes.
 * @param all what there is
 * @param wishes `NAME`, or `NAME=FILE` with a path from where the command is called
 * @param out the folder of what has no file of its own
 * @throws UserError with every name that is not known and every file that two would write
 */
export const outputsOf = <F extends Format>(
  all: readonly F[],
  wishes: readonly string[],
  out: string,
  cwd: string,
): readonly Output<F>[] => {
  const faults: Fault[] = []
  const names = all.map(({ name }) => name)
  const asked = wishes.flatMap((wish): readonly Output<F>[] => {
    const [name = '', ...file] = wish.split('=')
    const reporter = all.find((one) => one.name === name)
    const where = `--reporter ${wish}`
    if (!reporter) faults.push({ what: `"${name}" is no reporter.`, where, hint: knownHint(name, names, 'reporters') })
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

const ownFile = ({ file }: Format, out: string, cwd: string): string | null =>
  file === null ? null : resolve(cwd, out, file)

/** The first whole; of those beside it the name is enough. */
export const filesIn = (outputs: readonly Output<Format>[]): string => {
  const files = outputs.flatMap(({ file }) => file ?? [])
  const folder = dirname(files[0] ?? '')
  return listed(files.map((file, at) => (at > 0 && dirname(file) === folder ? basename(file) : file)))
}
