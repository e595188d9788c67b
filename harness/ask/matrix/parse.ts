import { pathToFileURL } from 'node:url'
import { type Fault, UserError } from '../../errors.ts'
import type { Matrix } from '../../model/matrix.ts'
import { nearerWishes, type RuntimeWish, wishIn } from '../../model/runtime-wish.ts'
import { NO_FAMILY } from '../../model/sdk.ts'
import { acceptanceMistakes } from './acceptance-mistakes.ts'
import { credentialMistakes } from './credential-mistakes.ts'
import type { Known } from './known.ts'
import { localPlace } from './local-place.ts'
import { readMatrixText } from './matrix-text.ts'
import type { Mistake } from './mistake.ts'
import { nameMistakes } from './name-mistakes.ts'
import { isGatewayFile, isScenarioFile, ownPath, scenarioPath } from './own-file.ts'
import { programMistakes } from './program-mistakes.ts'
import { readProgram } from './read-program.ts'
import { matrixSchema } from './schema.ts'
import { sdkMistakes } from './sdk-mistakes.ts'
import { severityMistakes } from './severity-mistakes.ts'
import { shapeMistakes } from './shape-mistakes.ts'

/**
 * Reads `matrix.json` (comments and trailing commas allowed).
 * @param file its path as messages name it
 * @throws UserError with every fault of the file, each with line and column
 */
export const parseMatrix = (text: string, file: string, known: Known): Matrix => {
  const source = readMatrixText(text, file)
  const shape = matrixSchema.safeParse(source.value)
  const mistakes: Mistake[] = [
    ...shapeMistakes(shape.error?.issues ?? [], source.value),
    ...sdkMistakes(source.value, known),
    ...programMistakes(source.value, known),
    ...nameMistakes(source.value, known),
    ...credentialMistakes(source.value),
    ...acceptanceMistakes(source.value),
    ...severityMistakes(source.value),
  ]
  const faults: Fault[] = [
    ...source.syntax,
    // Where the text breaks off, what follows only seems to be missing.
    ...source.locate(source.syntax.length > 0 ? mistakes.filter(({ missing }) => !missing) : mistakes),
  ]
  if (!shape.success || faults.length > 0) throw new UserError('matrix/invalid', faults)

  const { $schema: _, sdks, scenarios, gateways, runtimes: texts, store, ...rest } = shape.data
  const runtimes = wishesIn(texts)
  return {
    ...rest,
    file,
    ...(runtimes ? { runtimes } : {}),
    ...(store ? { store: { ...store, address: storeAddress(store.address, known.folder) } } : {}),
    scenarios: scenarios.map((entry) => (isScenarioFile(entry) ? scenarioPath(entry, known.folder) : entry)),
    gateways: gateways.map((entry) => gatewayEntry(entry, known.folder)),
    sdks: sdks.map(({ family, programs, runtimes: own, gateways: behind, ...sdk }) => ({
      ...sdk,
      ...(behind ? { gateways: behind.map((entry) => gatewayEntry(entry, known.folder)) } : {}),
      ...withRuntimes(nearerWishes(runtimes, wishesIn(own))),
      ...(programs
        ? { programs: Object.entries(programs).flatMap(([id, text]) => readProgram(id, text, known.folder)) }
        : {}),
      versions: sdk.versions.map((one) => (typeof one === 'string' ? localPlace(one, known.folder) : one)),
      // One without programs was a fault above.
      family: family ?? known.familyOf(sdk.registry, sdk.package) ?? NO_FAMILY,
    })),
  }
}

const gatewayEntry = (entry: string, folder: string): string => (isGatewayFile(entry) ? ownPath(entry, folder) : entry)

/** A folder is seen from the file's. */
const storeAddress = (text: string, folder: string): string =>
  /^\.{1,2}(?:\/|$)/.test(text) ? pathToFileURL(ownPath(text, folder)).href : text

/** The schema has let no other text in. */
const wishesIn = (texts: readonly string[] | undefined): readonly RuntimeWish[] | undefined =>
  texts?.flatMap((text) => wishIn(text) ?? [])

const withRuntimes = (runtimes: readonly RuntimeWish[] | undefined): Pick<Matrix, 'runtimes'> =>
  runtimes ? { runtimes } : {}
