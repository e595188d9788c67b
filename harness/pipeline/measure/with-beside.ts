import { besideAt } from '../../ask/plan/beside-at.ts'
import type { Dependencies } from '../../model/installed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Target } from '../../model/sdk.ts'

/** What a version has beside it, as an install and a report say it. */
export const withBeside = (sdk: MatrixSdk, { version }: Target): { readonly with?: Dependencies } => {
  const beside = besideAt(sdk, version)
  return Object.keys(beside).length > 0 ? { with: beside } : {}
}
