import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../edges/paths.ts'

const reporters = join(root(), 'harness', 'tell', 'reporters')
/** Where the committed JSON Schema of what a command prints with `--json` lies. */
const FILES: Readonly<Record<string, string>> = {
  matrix: 'report/report.schema.json',
  diff: 'report/report.schema.json',
  gate: 'answers/gate.schema.json',
  bisect: 'answers/bisect.schema.json',
  explain: 'answers/explain.schema.json',
  probe: 'answers/probe.schema.json',
  show: 'answers/show.schema.json',
  judge: 'answers/judge.schema.json',
  policy: 'answers/policy.schema.json',
  cache: 'answers/cache.schema.json',
  list: 'answers/list.schema.json',
  doctor: 'answers/doctor.schema.json',
  plan: 'answers/plan.schema.json',
  init: 'answers/init.schema.json',
  gateway: 'answers/gateway.schema.json',
}
const schemas = new Map<string, z.ZodType>()

/**
 * Holds what a command printed against the JSON Schema that is committed for it.
 * @throws Error that says what does not follow it
 */
export const followsSchema = (command: string, stdout: string): void => {
  const file = FILES[command]
  if (file === undefined) return
  const schema = schemas.get(file) ?? z.fromJSONSchema(JSON.parse(readFileSync(join(reporters, file), 'utf8')))
  schemas.set(file, schema)
  const read = schema.safeParse(JSON.parse(stdout))
  if (read.error)
    throw new Error(`What ${command} --json printed does not follow ${file}: ${z.prettifyError(read.error)}`)
}
