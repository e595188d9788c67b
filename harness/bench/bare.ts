import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../commands/inputs/prepare.ts'
import type { Matrix } from '../model/matrix.ts'
import type { MeasureOptions } from '../model/options.ts'
import type { Report } from '../model/report.ts'
import { runMatrix } from '../pipeline/matrix/run-matrix.ts'
import type { Context } from './bench.ts'
import { isReplayable, type Recording, recordingWorld } from './record-drivers.ts'
import { type Timed, timeCommand } from './time-command.ts'

export type Bare = {
  /** Drivers that it starts, and requests that they make. */
  readonly drivers: number
  readonly requests: number
  /** Options that narrow the tool to the same work. */
  readonly sameWork: readonly string[]
  readonly time: () => Promise<Timed>
}

export type BareOptions = {
  /** A last word on the matrix. */
  readonly change?: (matrix: Matrix) => Matrix
  /** What of it is measured. */
  readonly measure?: MeasureOptions
  /** Without what the tool spares its drivers: each client loads what the SDK loads anew. */
  readonly naive?: boolean
}

/**
 * Measures a matrix once, writing down what every driver is told and answered, and gives back a way to let the same
 * drivers do the same without the tool.
 * @param folder holds the recording; the way works as long as it is there
 * @param cwd a matrix.json is looked for here, as the command does
 * @throws Error when a version was not measured: the bare drivers would not do the same work
 */
export const recordBare = async (
  folder: string,
  cwd: string,
  { env, cacheDir }: Context,
  { change = (matrix) => matrix, measure = {}, naive = false }: BareOptions = {},
): Promise<Bare> => {
  const place = { cwd, env: { ...env, SDKDRIFT_CACHE: cacheDir } }
  const { matrix, scenarios: all, gateways, world: real } = await prepare({ ...measure, fresh: true }, place, () => {})
  const scenarios = all.filter(isReplayable)
  const { world, recording } = recordingWorld(real)
  const request = { matrix: change(matrix), scenarios, gateways, noiseCheck: false, partial: true }
  const report = await runMatrix(request, world)
  const { sessions: recorded, answers } = recording()
  allMeasured(report, recorded)
  const sessions = naive ? recorded.map(withoutOurWays) : recorded
  const path = join(folder, 'recording.json')
  await writeFile(path, JSON.stringify({ concurrency: availableParallelism(), sessions, answers }))
  const script = fileURLToPath(new URL('./bare.mjs', import.meta.url))
  const time = (): Promise<Timed> => timeCommand({ file: process.execPath, args: [script, path], cwd: folder, env })
  const { served }: { readonly served: number } = JSON.parse((await time()).stdout)
  const asked = Object.values(answers).reduce((sum, list) => sum + list.length, 0)
  if (served !== asked)
    throw new Error(`The bare drivers made ${served} requests, and ${asked} with the tool: not the same work.`)
  return {
    drivers: sessions.length,
    requests: served,
    sameWork: scenarios.flatMap(({ id }) => ['--scenario', id]),
    time,
  }
}

/** Whose certificates a client trusts, and how large the young heap is, is then left to the runtime. */
const withoutOurWays = (session: Recording['sessions'][number]): Recording['sessions'][number] => {
  const { SSL_CERT_FILE: _, ...env } = session.env
  return { ...session, env, args: session.args.filter((arg) => !arg.startsWith('--min-semi-space-size')) }
}

const allMeasured = ({ runs }: Report, sessions: Recording['sessions']): void => {
  const lost = runs.find((run) => run.status === 'not-measured')
  if (lost?.status === 'not-measured') throw new Error(`${lost.sdk}@${lost.version} was not measured: ${lost.reason}`)
  // A version takes a driver for each form of its module; what a driver left behind is told again to the next.
  if (sessions.some(({ jobs, ended }) => jobs.length !== ended))
    throw new Error(`${runs.length} versions took ${sessions.length} drivers: one of them crashed.`)
}
