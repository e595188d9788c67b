import { readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { Bisection } from '../../../model/bisection.ts'
import type { Check } from '../../../model/checkup.ts'
import type { Explanation } from '../../../model/explanation.ts'
import type { GateAnswer } from '../../../model/gate.ts'
import type { Listing } from '../../../model/listing.ts'
import type { SharedPlan } from '../../../model/part.ts'
import type { Probe } from '../../../model/probe.ts'
import type { RunResult } from '../../../model/report.ts'
import type { GatewayLine } from '../../../model/served.ts'
import type { SetUp } from '../../../model/set-up.ts'
import type { Timings } from '../../../model/timings.ts'
import type { bisectionSchema } from './bisection-schema.ts'
import type { doctorSchema } from './doctor-schema.ts'
import type { explanationSchema } from './explanation-schema.ts'
import type { gateSchema } from './gate-schema.ts'
import type { gatewaySchema } from './gateway-schema.ts'
import type { initSchema } from './init-schema.ts'
import type { listSchema } from './list-schema.ts'
import type { planSchema } from './plan-schema.ts'
import type { probeSchema } from './probe-schema.ts'
import { answerJsonSchemas } from './schemas.ts'
import type { showSchema } from './show-schema.ts'

// That real answers follow them is checked wherever a test calls the program with --json (testing/follows-schema.ts).

/** Each member must be there, so that an optional one that only one side knows is seen. */
type Whole<T> = T extends object ? { readonly [K in keyof T]-?: Whole<T[K]> } : T

/** What whoever prints it adds. */
type Timed<T> = T & { readonly timings?: Timings }
type ToldCheck = Check & { readonly stops: boolean; readonly mend: string | null }

test('the schemas and the model say the same, in both directions', () => {
  expectTypeOf<Whole<z.infer<typeof gateSchema>>>().toExtend<Whole<Timed<GateAnswer>>>()
  expectTypeOf<Whole<Timed<GateAnswer>>>().toExtend<Whole<z.infer<typeof gateSchema>>>()
  expectTypeOf<Whole<z.infer<typeof bisectionSchema>>>().toExtend<Whole<Timed<Bisection>>>()
  expectTypeOf<Whole<Timed<Bisection>>>().toExtend<Whole<z.infer<typeof bisectionSchema>>>()
  expectTypeOf<Whole<z.infer<typeof explanationSchema>>>().toExtend<Whole<Timed<Explanation>>>()
  expectTypeOf<Whole<Timed<Explanation>>>().toExtend<Whole<z.infer<typeof explanationSchema>>>()
  expectTypeOf<Whole<z.infer<typeof probeSchema>>>().toExtend<Whole<Timed<Probe>>>()
  expectTypeOf<Whole<Timed<Probe>>>().toExtend<Whole<z.infer<typeof probeSchema>>>()
  expectTypeOf<Extract<Whole<z.infer<typeof showSchema>>, readonly unknown[]>>().toExtend<Whole<readonly RunResult[]>>()
  expectTypeOf<Whole<readonly RunResult[]>>().toExtend<Whole<z.infer<typeof showSchema>>>()
  expectTypeOf<Whole<z.infer<typeof listSchema>>>().toExtend<Whole<Listing>>()
  expectTypeOf<Whole<Listing>>().toExtend<Whole<z.infer<typeof listSchema>>>()
  expectTypeOf<Whole<z.infer<typeof initSchema>>>().toExtend<Whole<SetUp>>()
  expectTypeOf<Whole<SetUp>>().toExtend<Whole<z.infer<typeof initSchema>>>()
  expectTypeOf<Whole<z.infer<typeof gatewaySchema>>>().toExtend<Whole<GatewayLine>>()
  expectTypeOf<Whole<GatewayLine>>().toExtend<Whole<z.infer<typeof gatewaySchema>>>()
  expectTypeOf<Whole<z.infer<typeof planSchema>>>().toExtend<Whole<SharedPlan>>()
  expectTypeOf<Whole<SharedPlan>>().toExtend<Whole<z.infer<typeof planSchema>>>()
  expectTypeOf<Whole<z.infer<typeof doctorSchema>['checks'][number]>>().toExtend<Whole<ToldCheck>>()
  expectTypeOf<Whole<ToldCheck>>().toExtend<Whole<z.infer<typeof doctorSchema>['checks'][number]>>()
})

test.each(
  Object.entries(answerJsonSchemas()),
)('the committed schema of %s is the one the source gives', (name, schema) => {
  const committed: unknown = JSON.parse(readFileSync(new URL(`${name}.schema.json`, import.meta.url), 'utf8'))
  expect(committed, 'run `npm run schemas` and commit what it writes').toEqual(JSON.parse(JSON.stringify(schema)))
})
