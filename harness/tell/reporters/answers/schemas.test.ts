import { readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { Bisection } from '../../../model/bisection.ts'
import type { Explanation } from '../../../model/explanation.ts'
import type { GateAnswer } from '../../../model/gate.ts'
import type { Probe } from '../../../model/probe.ts'
import type { RunResult } from '../../../model/report.ts'
import type { bisectionSchema } from './bisection-schema.ts'
import type { explanationSchema } from './explanation-schema.ts'
import type { gateSchema } from './gate-schema.ts'
import type { probeSchema } from './probe-schema.ts'
import { answerJsonSchemas } from './schemas.ts'
import type { showSchema } from './show-schema.ts'

// That real answers follow them is checked wherever a test calls the program with --json (testing/follows-schema.ts).

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

test('the schemas and the model say the same, in both directions', () => {
  expectTypeOf<Frozen<z.infer<typeof gateSchema>>>().toExtend<GateAnswer>()
  expectTypeOf<GateAnswer>().toExtend<Frozen<z.infer<typeof gateSchema>>>()
  expectTypeOf<Frozen<z.infer<typeof bisectionSchema>>>().toExtend<Bisection>()
  expectTypeOf<Bisection>().toExtend<Frozen<z.infer<typeof bisectionSchema>>>()
  expectTypeOf<Frozen<z.infer<typeof explanationSchema>>>().toExtend<Explanation>()
  expectTypeOf<Explanation>().toExtend<Frozen<z.infer<typeof explanationSchema>>>()
  expectTypeOf<Frozen<z.infer<typeof probeSchema>>>().toExtend<Probe>()
  expectTypeOf<Probe>().toExtend<Frozen<z.infer<typeof probeSchema>>>()
  expectTypeOf<Extract<Frozen<z.infer<typeof showSchema>>, readonly unknown[]>>().toExtend<readonly RunResult[]>()
  expectTypeOf<readonly RunResult[]>().toExtend<Frozen<z.infer<typeof showSchema>>>()
})

test.each(
  Object.entries(answerJsonSchemas()),
)('the committed schema of %s is the one the source gives', (name, schema) => {
  const committed: unknown = JSON.parse(readFileSync(new URL(`${name}.schema.json`, import.meta.url), 'utf8'))
  expect(committed, 'run `npm run schemas` and commit what it writes').toEqual(JSON.parse(JSON.stringify(schema)))
})
