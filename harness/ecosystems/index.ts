import type { Registry } from '../model/sdk.ts'
import type { Scheme } from './ecosystem.ts'
import { npmVersions } from './npm.ts'
import { pypiVersions } from './pypi.ts'

/** One scheme a registry. */
export const schemes = { npm: npmVersions, pypi: pypiVersions } as const satisfies Record<Registry, Scheme>
