import { UserError } from '../errors.ts'
import type { Matrix, MatrixSdk } from '../model/matrix.ts'
import { pickSdk } from './pick-sdk.ts'

/** `openai-python@2.34.0`; the version may be a dist-tag or range as in matrix.json. */
export type SdkAt = { readonly id: string; readonly version: string }

export const parseSdkAt = (text: string): SdkAt => {
  const at = text.lastIndexOf('@')
  if (at <= 0 || at === text.length - 1)
    throw new UserError('options/sdk-at-version', {
      what: `"${text}" is not SDK@VERSION.`,
      hint: 'For example: openai-python@2.34.0',
    })
  return { id: text.slice(0, at), version: text.slice(at + 1) }
}

/** The matrix with one SDK of it at just these versions. */
export const onlyVersions = (matrix: Matrix, id: string, versions: readonly string[]): Matrix => {
  const sdk = pickSdk(matrix, id)
  // Whoever names a version wants it, deprecated or not.
  const wanted: MatrixSdk = { ...sdk, versions, include: ['deprecated', 'yanked', 'prerelease'] }
  return { ...matrix, sdks: [wanted] }
}
