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

for (const [name, schema] of Object.entries(schemas))
  writeFileSync(fileURLToPath(new URL(name, import.meta.url)), `${JSON.stringify(schema, null, 2)}\n`)
