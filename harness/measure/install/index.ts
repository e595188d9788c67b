import type { Registry } from '../../model/sdk.ts'
import { npmWorkshop } from './npm-workshop.ts'
import { pypiWorkshop } from './pypi-workshop.ts'
import type { Workshop } from './workshop.ts'

/** How packages of each registry lie on a machine, and are laid down. */
export const workshops = { npm: npmWorkshop, pypi: pypiWorkshop } as const satisfies Record<Registry, Workshop>
