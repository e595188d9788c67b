import { ownHost, ownNode } from '../../edges/host.ts'
import { run } from '../../edges/process.ts'
import { lookForTools, TOOLS } from '../../measure/install/look-for-tools.ts'
import type { Check } from '../../model/checkup.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import type { Examined } from './examined.ts'

/**
 * Node, and what installs and runs the packages of each registry.
 * @param keeps can the cache keep what is fetched? Else nothing is.
 */
export const checkTools = async (
  { cacheDir, offline, place }: Examined,
  needed: readonly Registry[],
  keeps: boolean,
): Promise<readonly Check[]> => {
  const found = await lookForTools({ cacheDir, offline: offline || !keeps, run, host: ownHost(), ...place }, needed)
  const { version, path } = ownNode()
  return [
    { of: 'node', state: 'ready', version, path },
    ...REGISTRIES.flatMap((registry) =>
      TOOLS[registry].map((of): Check => {
        const tool = found[of]
        const check = { of, needed: needed.includes(registry) }
        return 'reason' in tool
          ? { ...check, state: 'missing', reason: offline || keeps || of === 'python' ? tool.reason : NOT_KEPT }
          : { ...check, state: 'ready', version: tool.version, path: tool.path }
      }),
    ),
  ]
}

const NOT_KEPT = 'It is fetched on first use, and the cache cannot keep it.'
