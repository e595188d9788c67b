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
    measuredAll(await readFile(join(folder, 'reports', 'report.json'), 'utf8'), versions)
    return timed
  })

/** What a sweep measures: whatever a client of OpenAI's can be given, that each version knows. */
export const SCENARIOS = [
  'openai-api-key',
  'openai-env-api-key',
  'openai-missing-credentials',
  'openai-wrong-api-key',
  'openai-several-calls',
  'openai-organization-project',
  'openai-env-organization-project',
  'openai-model-with-slash',
  'openai-env-base-url',
  'openai-request-query',
  'openai-chat-stream',
  'openai-responses',
  'openai-copy-changes-nothing',
] as const

/** @throws Error when the report is not one of all these versions */
export const measuredAll = (text: string, versions: readonly string[]): void => {
  const report: { readonly runs: readonly { readonly status: string }[] } = JSON.parse(text)
  const measured = report.runs.filter(({ status }) => status === 'measured').length
  if (measured !== versions.length) throw new Error(`Of ${versions.length} versions ${measured} were measured.`)
}

/** @throws Error when a foreign tool did not probe each version once */
export const allProbed = (requests: number, versions: readonly string[]): void => {
  if (requests !== versions.length) throw new Error(`${versions.length} versions made ${requests} requests.`)
}
