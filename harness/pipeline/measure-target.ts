import type { Installed } from '../model/installed.ts'
import type { RunResult, ScenarioResult } from '../model/report.ts'
import { targetName } from '../model/sdk.ts'
import { normaliseCapture } from '../normalise/normalise-capture.ts'
import type { Redact } from '../normalise/redact.ts'
import { measure } from '../run/measure.ts'
import type { Credentials } from '../credentials/mint.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { Planned } from './plan-matrix.ts'
import type { World } from './world.ts'

/** What is shared by all measurements of a run. */
export type Session = {
  readonly credentials: Credentials
  readonly redact: Redact
  readonly startCapture: () => Promise<CaptureServer>
  readonly timeoutMs: number
}

/** Runs every cell of one installed version and gives what was observed, without secrets and without chance. */
export const measureTarget = async (
  { target, family, cells }: Planned,
  installed: Installed,
  session: Session,
  world: World,
): Promise<RunResult> => {
  const name = targetName(target)
  const facts = { sdk: target.sdk.id, version: target.version, publishedAt: target.publishedAt }
  const runtime = installed.runtime ? `${installed.runtime.name} ${installed.runtime.version}` : 'none'
  const lost = (reason: string, dependencies: RunResult['dependencies']): RunResult => {
    world.tell({ kind: 'not-measured', target: name, reason })
    return { ...facts, runtime, status: 'not-measured', reason, dependencies, scenarios: [] }
  }
  if (installed.state === 'failed') return lost(installed.reason, {})

  const started = world.stopwatch()
  world.tell({ kind: 'measuring', target: name, done: 0, of: cells.length })
  const { control, captures } = await measure({
    installed,
    family,
    cells,
    credentials: session.credentials,
    startCapture: session.startCapture,
    timeoutMs: session.timeoutMs,
    spawn: world.spawnDriver,
    onProgress: (done, of) => world.tell({ kind: 'measuring', target: name, done, of }),
  })
  if (!control.ok) return lost(session.redact(control.reason), installed.dependencies)

  const scenarios = captures.map(
    (capture): ScenarioResult =>
      normaliseCapture(capture, { version: target.version, dir: installed.dir, redact: session.redact }),
  )
  world.tell({ kind: 'measured', target: name, scenarios: scenarios.length, ms: world.stopwatch() - started, cached: false })
  return { ...facts, runtime, status: 'measured', dependencies: installed.dependencies, scenarios }
}
