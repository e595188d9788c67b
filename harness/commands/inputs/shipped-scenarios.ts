import { join } from 'node:path'
import { readFolders } from '../../edges/documents.ts'
import { root } from '../../edges/paths.ts'
import type { Scenario, ScenarioNames } from '../../model/scenario.ts'
import { readReady } from './ready-made.ts'

/** The scenarios that come with the tool. @param names what the families have words for */
export const shippedScenarios = async (names: ScenarioNames): Promise<readonly Scenario[]> => {
  const ready = await readReady('scenarios')
  if (ready) return ready
  const { loadScenarios } = await import('../../ask/scenarios/load.ts')
  return loadScenarios(await readFolders(join(root(), 'fixtures', 'scenarios'), '.json'), names)
}
