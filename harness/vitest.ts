import { describe, expect, test } from 'vitest'
import { measureSome } from './commands/measure.ts'
import { onlyVersions } from './commands/sdks/sdk-at.ts'
import { here } from './edges/here.ts'
import { settingsFiles } from './edges/settings-files.ts'
import { type RunMatrixOptions, runMatrix } from './index.ts'
import { callersSecrets } from './judge/secrets/callers-secrets.ts'
import type { Place } from './model/options.ts'
import type { Finding, Report, ScenarioResult } from './model/report.ts'
import type { Registry } from './model/sdk.ts'
import { BARS, fails } from './model/severity.ts'

/** A command of yours that makes calls with an SDK, as it stands behind `--` on the command line. */
export type Program = {
  readonly run: readonly string[]
  /** Default: `npm`. */
  readonly registry?: Registry
  /** Behind which gateways: ids, or files of yours. Default: those that let it in. */
  readonly gateways?: readonly string[]
  /** What lies beside the SDK in one tree: `langchain-openai@1.2.1`. Default: nothing. */
  readonly with?: readonly string[]
  /** Default: the current folder. */
  readonly cwd?: string
}

/** What a program sent at one version. */
export type Sent = { readonly version: string; readonly results: readonly ScenarioResult[] }

/**
 * Runs a program with one version of a package, installed in a folder of its own, behind a mock gateway.
 * @throws UserError for a package or version that is none; Error when nothing could be measured
 */
export const sentBy = async (program: Program, name: string, version: string): Promise<Sent> => {
  const { runs } = await measured(program, name, [version])
  const [run] = runs
  if (run?.status !== 'measured')
    throw new Error(`${name} ${version} could not be measured: ${run?.reason ?? 'there is no such version'}`)
  return { version: run.version, results: run.scenarios }
}

const measured = async (program: Program, name: string, versions: readonly string[]): Promise<Report> => {
  const { registry = 'npm', gateways, cwd = here().cwd } = program
  const { env } = here()
  const place: Place = { cwd, env, secrets: callersSecrets(env, settingsFiles(env, cwd)) }
  const options = {
    command: program.run,
    ...(gateways ? { gateway: gateways } : {}),
    ...(program.with ? { with: program.with } : {}),
  }
  const { report } = await measureSome(
    options,
    place,
    () => {},
    (all, families) => onlyVersions(all, `${registry}:${name}`, versions, families),
  )
  return report
}

interface SdkdriftMatchers {
  /** Does the program send the same with both versions of a package? Telemetry and cosmetics are let pass. */
  toSendTheSameAt: (name: string, before: string, after: string) => Promise<void>
  /** Of what `sentBy` gave: did a header field carry this credential, by its role (`api-key`, `entra-token`)? */
  toHaveSent: (header: string, role: string) => void
}

declare global {
  // Vitest's own `Matchers` has one parameter in Vitest 4 and two in 5, and whoever adds to it has to repeat them: a program
  // that has the types of its packages checked would not compile with one of the two. What both make their assertions of has none.
  namespace Chai {
    interface Assertion extends SdkdriftMatchers {}
  }
}

/** For `expect.extend(sdkdriftMatchers)`. */
export const sdkdriftMatchers = {
  toSendTheSameAt: async (program: Program, name: string, before: string, after: string) => {
    const { runs, findings } = await measured(program, name, [before, after])
    const lost = runs.find(({ status }) => status !== 'measured')
    if (lost?.status === 'not-measured')
      throw new Error(`${name} ${lost.version} could not be measured: ${lost.reason}`)
    const gaps = runs.flatMap((run) => run.scenarios).filter(({ status }) => status !== 'measured')
    const told = findings.filter(({ severity }) => severity !== 'telemetry' && severity !== 'cosmetic')
    const [gap] = gaps
    return {
      // What could not be measured is no yes.
      pass: told.length === 0 && gaps.length === 0,
      message: () =>
        gap && told.length === 0
          ? `nothing can be said of ${name} ${before} → ${after}: ${'reason' in gap ? gap.reason : gap.status}`
          : lines(`${name} ${before} → ${after}`, told),
    }
  },
  toHaveSent: ({ version, results }: Sent, header: string, role: string) => {
    const values = results.flatMap((result) =>
      result.status === 'measured'
        ? result.exchanges.flatMap(({ request }) =>
            request.headers.filter(([name]) => name.toLowerCase() === header.toLowerCase()).map(([, value]) => value),
          )
        : [],
    )
    return {
      pass: values.some((value) => value.includes(`‹${role}›`)),
      message: () =>
        values.length === 0
          ? `${version} sent no ${header}`
          : `${version} sent ${header}: ${[...new Set(values)].join('; ')}`,
    }
  },
}

const lines = (step: string, findings: readonly Finding[]): string =>
  findings.length === 0
    ? `${step}: the same is sent`
    : [step, ...findings.map(({ severity, title }) => `  ${severity}: ${title}`)].join('\n')

/**
 * Measures a matrix and registers a test for each SDK, step and scenario; one fails where a finding at or above the bar that
 * nobody accepted stands, or where something could not be measured. To be awaited at the top of a test file.
 * @param options as of `runMatrix`: `config` names the matrix file
 */
export const driftSuite = async (options: RunMatrixOptions = {}): Promise<void> => {
  const { report } = await runMatrix(options)
  const { failOn: bar } = report
  const failing = report.findings.filter((finding) => fails(finding, BARS.find((one) => one === bar) ?? 'breaking'))
  for (const [sdk, runs] of Map.groupBy(report.runs, (run) => run.sdk)) {
    describe(sdk, () => {
      for (const run of runs) {
        const name = run.on ? `${run.version} on ${run.on}` : run.version
        if (run.status !== 'measured') {
          test(name, () => expect.fail(`could not be measured: ${run.reason}`))
          continue
        }
        describe(name, () => {
          for (const scenario of new Set(run.scenarios.map(({ id }) => id)))
            test.skipIf(isUnsupported(run.scenarios, scenario))(scenario, () => {
              const own = failing.filter(
                (one) => one.sdk === sdk && one.to === run.version && one.scenarios.includes(scenario),
              )
              if (own.length > 0) expect.fail(lines(`${own[0]?.from} → ${run.version}`, own))
              const lost = run.scenarios.find((one) => one.id === scenario && isLost(one))
              if (lost) expect.fail('reason' in lost ? lost.reason : lost.status)
            })
        })
      }
    })
  }
}

const isLost = ({ status }: ScenarioResult): boolean => status !== 'measured' && status !== 'unsupported'
const isUnsupported = (all: readonly ScenarioResult[], id: string): boolean =>
  all.filter((one) => one.id === id).every(({ status }) => status === 'unsupported')
