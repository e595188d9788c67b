import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ecosystems } from '../ecosystems/index.ts'
import type { Registry } from '../model/sdk.ts'
import type { Context } from './bench.ts'
import { timeOurs } from './ours.ts'
import type { Timed } from './time-command.ts'
import { withWorkCache } from './work-cache.ts'

/** Installs these versions into empty folders and measures one simple scenario in each: the tool's own way. */
export const timeSomeVersions = (registry: Registry, versions: readonly string[], context: Context): Promise<Timed> =>
  withWorkCache(context.cacheDir, async (folder) => {
    const id = `openai-${ecosystems[registry].language}`
    const matrix = {
      sdks: [{ id, registry, package: 'openai', versions }],
      scenarios: ['openai-api-key'],
      gateways: ['openai'],
      failOn: 'never',
    }
    await writeFile(join(folder, 'matrix.json'), JSON.stringify(matrix))
    const timed = await timeOurs(['matrix', '--out', 'reports'], { cwd: folder, cacheDir: folder, fine: [0] }, context)
    const report: { readonly runs: readonly { readonly status: string }[] } = JSON.parse(
      await readFile(join(folder, 'reports', 'report.json'), 'utf8'),
    )
    const measured = report.runs.filter(({ status }) => status === 'measured').length
    if (measured !== versions.length) throw new Error(`Of ${versions.length} versions ${measured} were measured.`)
    return timed
  })

/** @throws Error when a foreign tool did not probe each version once */
export const allProbed = (requests: number, versions: readonly string[]): void => {
  if (requests !== versions.length) throw new Error(`${versions.length} versions made ${requests} requests.`)
}
