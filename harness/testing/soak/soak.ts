import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { startFakeRegistry } from '../fake-registry.ts'
import { reportOf } from '../report-of.ts'
import { makeSandbox, type Sandbox } from '../sandbox.ts'
import { chanceOf } from './chance.ts'
import { disturbances, first } from './disturbances.ts'

export type Soaked = {
  /** One line for each run that did not come out as the undisturbed one, or left something behind. */
  readonly faults: readonly string[]
}

/**
 * Measures the fake SDKs again and again, with something going wrong each time, and holds every report against that of a
 * night on which nothing did.
 * @param seed decides what goes wrong, and when; only how far a run had come by then is the machine's
 */
export const soak = async (
  { runs, seed }: { readonly runs: number; readonly seed: number },
  say: (line: string) => void,
): Promise<Soaked> => {
  const registry = await startFakeRegistry()
  const [undisturbed, sandbox] = [makeSandbox(registry), makeSandbox(registry)]
  const faults: string[] = []
  try {
    const expected = await nightly(undisturbed)
    // Held against a run that measured nothing, every run would be as good.
    if (expected.code !== 0) return { faults: [`the undisturbed run: ${said(expected)}`] }
    const chance = chanceOf(seed)
    for (let run = 1; run <= runs; run += 1) {
      const world = { sandbox, registry, chance }
      const done = [await chance.oneOf(first)(world), await chance.oneOf(disturbances)(world)].join(', then ')
      const found = await nightly(sandbox)
      registry.setFaults(() => null)
      const wrong = [
        ...(isDeepStrictEqual(found, expected) ? [] : [`another report: ${said(found)}`]),
        ...leftIn(sandbox),
      ]
      say(`${run}/${runs} ${done}: ${wrong.length === 0 ? 'the same' : wrong.join('; ')}`)
      faults.push(...wrong.map((one) => `${run} (${done}): ${one}`))
    }
  } finally {
    undisturbed.close()
    sandbox.close()
    await registry.close()
  }
  return { faults }
}

const MATRIX = {
  sdks: [
    { id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.3.0', '1.4.1'] },
    { id: 'fake-python', registry: 'pypi', package: 'openai', versions: ['1.0.0', '1.4.1'] },
  ],
  scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
  failOn: 'never',
}

type Night = { readonly code: number | null; readonly report: unknown; readonly stderr: string }

const nightly = async (sandbox: Sandbox): Promise<Omit<Night, 'stderr'> & { readonly stderr?: string }> => {
  sandbox.writeAll({ 'matrix.json': MATRIX })
  const { code, stderr } = await sandbox.cli(['matrix'])
  return code === 0 ? { code, report: reportOf(sandbox) } : { code, report: null, stderr }
}

const said = ({ code, stderr, report }: Awaited<ReturnType<typeof nightly>>): string =>
  `exit ${code}, ${stderr ?? JSON.stringify(report).slice(0, 500)}`

/** What lies where only unfinished work does. */
const leftIn = ({ cacheDir, env }: Sandbox): readonly string[] =>
  [env['TMPDIR'] ?? '', join(cacheDir, 'installs', '.tmp'), join(cacheDir, 'tools', '.tmp')].flatMap((folder) => {
    try {
      return readdirSync(folder).map((name) => `left behind: ${join(folder, name)}`)
    } catch {
      return []
    }
  })
