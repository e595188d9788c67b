import type { Language, Runtime } from '../../model/runtime.ts'

/** What programs call a runtime by, as its own installers name it: each is this very one. */
export const namesOf = ({ name, version, path }: Runtime): Readonly<Record<string, string>> =>
  Object.fromEntries(NAMES[name](version.split('.')).map((one) => [one, path]))

const NAMES = {
  node: () => ['node'],
  python: ([major, minor]) => ['python', `python${major}`, `python${major}.${minor}`],
} as const satisfies Record<Language, (version: readonly string[]) => readonly string[]>
