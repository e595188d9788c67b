import type { Registry } from '../../model/sdk.ts'
import { families } from './index.ts'

/** The family whose package this is, if any. */
export const familyOf = (registry: Registry, packageName: string): string | undefined =>
  Object.values(families).find(({ packages }) => packages[registry].includes(packageName))?.id
