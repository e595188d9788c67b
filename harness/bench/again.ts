import { join } from 'node:path'
import { namesIn } from '../edges/files.ts'
import { root } from '../edges/paths.ts'
import type { Bench, Context, Figure } from './bench.ts'
import { BISECT, SMOKE_BISECT } from './bisect.ts'
import { timeOurs } from './ours.ts'
import type { Timed } from './time-command.ts'
import { timesOf } from './timing.ts'
import { setAside, withWorkCache } from './work-cache.ts'

const SMOKE = ['matrix', '--sdk', 'openai-node', '--scenario', 'azure-api-key']

/** What was measured once is never measured again, and needs no install. */
export const againBench: Bench = {
  title: 'A second identical run',
  byDefault: true,
  run: async (context) => {
    const figures = [
      ...(await again('matrix', context.smoke ? SMOKE : ['matrix'], context)),
      ...(await again('bisect', context.smoke ? SMOKE_BISECT : BISECT, context)),
    ]
    return { kind: 'measured', figures, notes: ['The installs of the first run were put aside, and none was made.'] }
  },
}

const again = (name: string, args: readonly string[], context: Context): Promise<readonly Figure[]> =>
  withWorkCache(context.cacheDir, async (folder) => {
    const once = () => timeOurs([...args, '--out', join(folder, 'reports')], { cwd: root(), cacheDir: folder }, context)
    context.say(`first ${name}`)
    await once()
    const installs = join(folder, 'installs')
    await setAside(installs)
    const times: Timed[] = []
    for (let run = 0; run < (context.runs ?? 5); run += 1) times.push(await once())
    const made = (await namesIn(installs)).filter((one) => !one.startsWith('.'))
    if (made.length > 0) throw new Error(`The second ${name} installed something for ${made.join(', ')}.`)
    const [clock, ...processor] = timesOf(`second ${name}`, times)
    return clock ? [{ ...clock, bar: { is: '<', value: 1 } }, ...processor] : []
  })
