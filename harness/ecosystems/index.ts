import type { Registry } from '../model/sdk.ts'
import type { Ecosystem } from './ecosystem.ts'
import { npm } from './npm.ts'
import { pypi } from './pypi.ts'

/** What each registry is. Whoever needs to know looks here, and compares no registry by name. */
export const ecosystems = { npm, pypi } as const satisfies Record<Registry, Ecosystem>
