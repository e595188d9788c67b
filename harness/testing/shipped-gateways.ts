import { join } from 'node:path'
import { clock } from '../edges/clock.ts'
import { readFolder } from '../edges/documents.ts'
import { withFamilyGateways } from '../measure/gateways/family-gateway.ts'
import { readyGateways } from '../pipeline/gateways/ready-gateways.ts'

const folder = join(import.meta.dirname, '../../fixtures/gateways/ready')

/** The gateways that are policy documents, by id. */
export const shippedDocuments = readyGateways(
  await readFolder(folder, '.xml'),
  await readFolder(folder, '.settings.json'),
  clock.now,
)

/** The gateways that come with the tool, policy documents among them, by id. */
export const gateways = withFamilyGateways([], shippedDocuments)

export const shippedGateway = (id: string) => {
  const found = gateways[id]
  if (!found) throw new Error(`No gateway ${id} is shipped.`)
  return found
}
