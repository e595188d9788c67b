import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { familyJsonSchema } from './ask/families/schema.ts'
import { gatewayJsonSchema } from './ask/gateways/schema.ts'
import { matrixJsonSchema } from './ask/matrix/schema.ts'
import { policySettingsJsonSchema } from './ask/policies/settings-schema.ts'
import { scenarioJsonSchema } from './ask/scenarios/schema.ts'
import { loadFamilies } from './commands/inputs/load-families.ts'
import { answerJsonSchemas } from './tell/reporters/answers/schemas.ts'
import { reportJsonSchema } from './tell/reporters/report/schema.ts'

const shipped = await loadFamilies([], { cwd: '.', env: {} })

/** `npm run schemas`: writes every committed JSON Schema anew. A test beside each source compares the two. */
const schemas = {
  'ask/matrix/matrix.schema.json': matrixJsonSchema(),
  'ask/families/family.schema.json': familyJsonSchema(),
  'ask/gateways/gateway.schema.json': gatewayJsonSchema(),
  'ask/policies/policy-settings.schema.json': policySettingsJsonSchema(),
  'tell/reporters/report/report.schema.json': reportJsonSchema(),
  ...Object.fromEntries(
    Object.entries(answerJsonSchemas()).map(([name, schema]) => [`tell/reporters/answers/${name}.schema.json`, schema]),
  ),
  'ask/scenarios/scenario.schema.json': scenarioJsonSchema(shipped.scenarioNames),
} as const

for (const [name, schema] of Object.entries(schemas))
  writeFileSync(fileURLToPath(new URL(name, import.meta.url)), `${JSON.stringify(schema, null, 2)}\n`)
