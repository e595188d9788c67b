import { type Fault, UserError } from '../errors.ts'
import type { Matrix } from '../model/matrix.ts'
import type { Registry } from '../model/sdk.ts'
import { acceptanceMistakes } from './acceptance-mistakes.ts'
import type { Mistake } from './mistake.ts'
import { isPath, nameMistakes, scenarioPath } from './name-mistakes.ts'
import { matrixSchema } from './schema.ts'
import { sdkMistakes } from './sdk-mistakes.ts'
import { shapeMistakes } from './shape-mistakes.ts'
import { readSource } from './source.ts'

/** What the rest of the tool knows by name; the file is checked against it. */
export type Known = {
  /** Absolute folder of the matrix file: relative scenario paths are seen from there. */
  readonly folder: string
  /** Scenario ids, without variants. */
  readonly scenarios: readonly string[]
  readonly gateways: readonly string[]
  readonly families: readonly string[]
  /** The family that knows a package, or undefined. */
  readonly familyOf: (registry: Registry, packageName: string) => string | undefined
  /** Is there a file at this absolute path? */
  readonly fileExists: (path: string) => boolean
}

/**
 * Reads `matrix.json` (comments and trailing commas allowed).
 * @param file its path as messages name it
 * @throws UserError with every fault of the file, each with line and column
 */
export const parseMatrix = (text: string, file: string, known: Known): Matrix => {
  const source = readSource(text, file)
  const shape = matrixSchema.safeParse(source.value)
  const mistakes: Mistake[] = [
    ...shapeMistakes(shape.error?.issues ?? [], source.value),
    ...sdkMistakes(source.value, known),
    ...nameMistakes(source.value, known),
    ...acceptanceMistakes(source.value),
  ]
  const faults: Fault[] = [
    ...source.syntax,
    // Where the text breaks off, what follows only seems to be missing.
    ...source.locate(source.syntax.length > 0 ? mistakes.filter(({ missing }) => !missing) : mistakes),
  ]
  if (!shape.success || faults.length > 0) throw new UserError('matrix/invalid', faults)

  const { $schema: _, sdks, scenarios, ...rest } = shape.data
  return {
    ...rest,
    file,
    scenarios: scenarios.map((entry) => (isPath(entry) ? scenarioPath(entry, known.folder) : entry)),
    sdks: sdks.map(({ family, ...sdk }) => ({
      ...sdk,
      // Unknown ones were faults above.
      family: family ?? known.familyOf(sdk.registry, sdk.package) ?? '',
    })),
  }
}
