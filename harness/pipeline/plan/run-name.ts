import type { RunName } from '../../model/part.ts'
import { wishText } from '../../model/runtime-wish.ts'
import type { Planned } from './planned.ts'

/** As the run of a planned version is known in parts and reports. */
export const runName = ({ sdk: { id }, target: { version, runtime } }: Pick<Planned, 'sdk' | 'target'>): RunName => ({
  sdk: id,
  version,
  ...(runtime ? { on: wishText(runtime.asked) } : {}),
})
