import { z } from 'zod'
import { bisectionSchema } from './bisection-schema.ts'
import { cacheSchema } from './cache-schema.ts'
import { doctorSchema } from './doctor-schema.ts'
import { explanationSchema } from './explanation-schema.ts'
import { gateSchema } from './gate-schema.ts'
import { gatewaySchema } from './gateway-schema.ts'
import { initSchema } from './init-schema.ts'
import { judgeSchema } from './judge-schema.ts'
import { listSchema } from './list-schema.ts'
import { planSchema } from './plan-schema.ts'
import { policySchema } from './policy-schema.ts'
import { probeSchema } from './probe-schema.ts'
import { showSchema } from './show-schema.ts'

/** What each command prints with `--json` (`gateway` on each line); `matrix` and `diff` print a report. */
const answers = {
  gate: gateSchema,
  bisect: bisectionSchema,
  explain: explanationSchema,
  probe: probeSchema,
  judge: judgeSchema,
  show: showSchema,
  policy: policySchema,
  cache: cacheSchema,
  list: listSchema,
  doctor: doctorSchema,
  plan: planSchema,
  init: initSchema,
  gateway: gatewaySchema,
} as const satisfies Readonly<Record<string, z.ZodType>>

/** The committed `<command>.schema.json` files beside this one, as data. */
export const answerJsonSchemas = (): Readonly<Record<keyof typeof answers, Readonly<Record<string, unknown>>>> => {
  const of = (command: keyof typeof answers) => ({
    ...z.toJSONSchema(answers[command], { io: 'input' }),
    title: `sdkdrift ${command} --json`,
  })
  return {
    gate: of('gate'),
    bisect: of('bisect'),
    explain: of('explain'),
    probe: of('probe'),
    show: of('show'),
    judge: of('judge'),
    policy: of('policy'),
    cache: of('cache'),
    list: of('list'),
    doctor: of('doctor'),
    plan: of('plan'),
    init: of('init'),
    gateway: of('gateway'),
  }
}
