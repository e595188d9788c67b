import { localPlace } from '../../ask/matrix/local-place.ts'
import { endOfName } from '../../ask/matrix/package-address.ts'
import { UserError } from '../../errors.ts'
import { isLocal } from '../../model/local-selector.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import type { World } from '../../pipeline/world.ts'
import { namedSdk } from './named-sdk.ts'

/** `openai-python@2.34.0`; the version may be a dist-tag or range as in matrix.json, or a place of this machine. */
export type SdkAt = { readonly id: string; readonly version: string }

/** What names an SDK, and the version behind it if there is one. @param cwd relative paths are seen from here */
export const addressParts = (text: string, cwd: string): { readonly id: string; readonly version?: string } => {
  const at = endOfName(text)
  return at <= 0 ? { id: text } : parseSdkAt(text, cwd)
}

/**
 * @param cwd relative paths are seen from here
 * @throws UserError
 */
export const parseSdkAt = (text: string, cwd: string): SdkAt => {
  const at = endOfName(text)
  if (at <= 0 || at === text.length - 1)
    throw new UserError('options/sdk-at-version', {
      what: `"${text}" is not SDK@VERSION.`,
      hint: 'For example: openai-python@2.34.0, npm:stripe@12.0.0, openai-node@./dist, openai-node@git+file:///path#REF',
    })
  return { id: text.slice(0, at), version: localPlace(text.slice(at + 1), cwd) }
}

/**
 * An SDK where a version need not stand behind it: one that does is where to begin, as a flag says it (`--from`, `--good`).
 * @param flag its name, and what it says
 * @throws UserError where both say it
 */
export const parseStart = (
  text: string,
  [flag, said]: readonly [name: string, value: string | undefined],
  cwd: string,
): { readonly id: string; readonly version?: string } => {
  const { id, version } = addressParts(text, cwd)
  if (version === undefined) return said === undefined ? { id } : { id, version: said }
  if (said !== undefined)
    throw new UserError('options/two-starts', {
      what: `"${text}" and ${flag} ${said} both say where to begin.`,
      hint: 'Leave out one of them.',
    })
  return { id, version }
}

/** The matrix with one SDK of it at just these versions. */
export const onlyVersions = (
  matrix: Matrix,
  id: string,
  versions: readonly string[],
  families: World['families'],
): Matrix => {
  const sdk = namedSdk(matrix, id, families)
  const wanted: MatrixSdk = {
    ...sdk,
    versions,
    // Whoever names a version wants it, deprecated or not.
    include: ['deprecated', 'yanked', 'prerelease'],
    // A build gets today's dependencies: what it is compared with must not differ by its own.
    ...(versions.some(isLocal) ? { resolve: 'today' } : {}),
  }
  return { ...matrix, sdks: [wanted] }
}
