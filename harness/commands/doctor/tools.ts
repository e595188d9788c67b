import { ownHost, ownNode } from '../../edges/host.ts'
import { run } from '../../edges/process.ts'
import { lookForTools, TOOLS } from '../../measure/install/look-for-tools.ts'
import type { Check } from '../../model/checkup.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import type { Examined } from './examined.ts'

/** Node, and what installs and runs the packages of each registry. */
export const checkTools = async (
  { cacheDir, offline, place }: Examined,
  needed: readonly Registry[],
): Promise<readonly Check[]> => {
  const found = await lookForTools({ cacheDir, offline, run, host: ownHost(), ...place }, needed)
  const { version, path } = ownNode()
  return [
    { of: 'node', state: 'ready', version, path },
    ...REGISTRIES.flatMap((registry) =>
      TOOLS[registry].map((of): Check => {
        const tool = found[of]
        const check = { of, needed: needed.includes(registry) }
        return 'reason' in tool
          ? { ...check, state: 'missing', reason: tool.reason }
          : { ...check, state: 'ready', version: tool.version, path: tool.path }
      }),
    ),
  ]
}
