import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { matrixJsonSchema } from './matrix/json-schema.ts'
import { reportJsonSchema } from './reporters/schema.ts'
import { scenarioJsonSchema } from './scenarios/schema.ts'

/** `npm run schemas`: writes every committed JSON Schema anew. A test beside each source compares the two. */
const schemas = {
  'matrix/matrix.schema.json': matrixJsonSchema(),
  'reporters/report.schema.json': reportJsonSchema(),
  'scenarios/scenario.schema.json': scenarioJsonSchema(),
} as const

const paths = Object.entries(schemas).map(([name, schema]) => {
  const path = fileURLToPath(new URL(name, import.meta.url))
  writeFileSync(path, JSON.stringify(schema, null, 2))
  return path
})
// The committed files are formatted like every other.
const { status } = spawnSync('biome', ['format', '--write', ...paths], { stdio: 'inherit' })
process.exitCode = status ?? 1
