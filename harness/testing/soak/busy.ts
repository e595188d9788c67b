import { type ChildProcess, spawn } from 'node:child_process'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { emptyCache } from './disturbances.ts'
import type { Mode } from './mode.ts'
import { nightIn, said } from './night.ts'
import { reportIn } from './report-in.ts'

const BESIDE = 10

/** What may end with work lost, as long as the report says so. */
const HONEST = [0, 3]

export const busy: Mode = {
  does: `cold runs beside ${BESIDE} processes that take all processors: as many requests are booked as are made, or it is told`,
  runs: 5,
  nights: async function* ({ runs, newSandbox }) {
    const calm = newSandbox()
    await nightIn(calm)
    const made = reportIn(calm).runs
    const sandbox = newSandbox()
    for (let run = 0; run < runs; run += 1) {
      emptyCache(sandbox)
      const beside = Array.from({ length: BESIDE }, spin)
      try {
        const night = await nightIn(sandbox)
        if (!HONEST.includes(night.code ?? -1)) {
          yield { done: 'beside ten', wrong: [said(night)] }
          continue
        }
        const booked = reportIn(sandbox).runs
        const [all, told] = [requestsIn(made), lostAndTold(booked, made)]
        yield {
          done: `beside ten: ${requestsIn(booked)} of ${all} requests booked, ${told} lost and told${reasonsIn(booked)}`,
          wrong: requestsIn(booked) + told === all ? [] : [`${all - requestsIn(booked) - told} requests are nowhere`],
        }
      } finally {
        for (const one of beside) one.kill('SIGKILL')
      }
    }
  },
}

/** Of versions that were not measured, each once. */
const reasonsIn = (booked: readonly RunResult[]): string =>
  [...new Set(booked.flatMap((one) => (one.status === 'not-measured' ? [` (${one.reason})`] : [])))].join('')

const spin = (): ChildProcess => spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore' })

const requestsIn = (runs: readonly RunResult[]): number =>
  runs.flatMap(({ scenarios }) => scenarios).reduce((sum, one) => sum + requestsOf(one), 0)

const requestsOf = (scenario: ScenarioResult): number =>
  scenario.status === 'measured' ? scenario.exchanges.length : 0

/** Requests of what the report says was not measured, by how many were made when it was. */
const lostAndTold = (booked: readonly RunResult[], made: readonly RunResult[]): number =>
  made
    .flatMap(({ sdk, version, scenarios }) => {
      const there = booked.find((one) => one.sdk === sdk && one.version === version)
      // A version that is missing is told as not measured, or the exit code were 0: that is another test's.
      // Nor has one that is told as not measured any scenarios.
      if (!there || there.status === 'not-measured') return scenarios
      return scenarios.filter(({ id, gateway }) => {
        const one = there.scenarios.find((other) => other.id === id && other.gateway === gateway)
        return one !== undefined && one.status !== 'measured' && one.status !== 'unsupported'
      })
    })
    .reduce((sum, one) => sum + requestsOf(one), 0)
