import { stopwatch } from '../../edges/clock.ts'
import { startFakeRegistry } from '../fake-registry.ts'
import { makeSandbox, type Sandbox } from '../sandbox.ts'
import { chanceOf } from './chance.ts'
import type { Mode } from './mode.ts'
import { nightIn, said } from './night.ts'

export type Soaked = {
  readonly runs: number
  /** One line for each run that did not come out as the undisturbed one, or left something behind. */
  readonly faults: readonly string[]
}

/**
 * Measures the fake SDKs again and again, with something going wrong each time, and holds every report against that of a
 * night on which nothing did.
 * @param seed decides what goes wrong, and when; only how far a run had come by then is the machine's
 */
export const soak = async (
  mode: Mode,
  { runs = mode.runs, seed }: { readonly runs?: number | undefined; readonly seed: number },
  say: (line: string) => void,
): Promise<Soaked> => {
  const registry = await startFakeRegistry()
  const sandboxes: Sandbox[] = []
  const newSandbox = (): Sandbox => {
    const sandbox = makeSandbox(registry)
    sandboxes.push(sandbox)
    return sandbox
  }
  const faults: string[] = []
  let run = 0
  try {
    const started = stopwatch()
    const expected = await nightIn(newSandbox())
    const coldMs = stopwatch() - started
    // Held against a run that measured nothing, every run would be as good.
    if (expected.code !== 0) return { runs: 0, faults: [`the undisturbed run: ${said(expected)}`] }
    const world = { runs, chance: chanceOf(seed), registry, newSandbox, expected, coldMs }
    for await (const { done, wrong } of mode.nights(world)) {
      run += 1
      say(`${run} ${done}: ${wrong.length === 0 ? 'the same' : wrong.join('; ')}`)
      faults.push(...wrong.map((one) => `${run} (${done}): ${one}`))
    }
  } finally {
    for (const sandbox of sandboxes) sandbox.close()
    await registry.close()
  }
  return { runs: run, faults }
}
