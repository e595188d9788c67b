import { join } from 'node:path'
import { steadyClock } from '../../edges/clock.ts'
import { readFolder } from '../../edges/documents.ts'
import { root } from '../../edges/paths.ts'
import type { TracingGateway } from '../../measure/gateways/apim/document-gateway.ts'
import { readyGateways } from '../../pipeline/gateways/ready-gateways.ts'

/** The gateways that come with the tool as policy documents, by id. */
export const shippedDocuments = async (): Promise<Readonly<Record<string, TracingGateway>>> => {
  const folder = join(root(), 'fixtures', 'gateways', 'ready')
  const [documents, settings] = await Promise.all([readFolder(folder, '.xml'), readFolder(folder, '.settings.json')])
  return readyGateways(documents, settings, steadyClock.now)
}
