import type { Registry } from '../../model/sdk.ts'
import type { LookUp } from './look-up.ts'
import { npmLookUp } from './npm.ts'
import { pypiLookUp } from './pypi.ts'

/** How each registry is asked. */
export const registries = { npm: npmLookUp, pypi: pypiLookUp } as const satisfies Record<Registry, LookUp>
