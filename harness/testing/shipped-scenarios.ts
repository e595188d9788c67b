import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadScenarios, type ScenarioFile } from '../ask/scenarios/load.ts'
import { root } from '../edges/paths.ts'
import type { Scenario } from '../model/scenario.ts'
import { shipped as families } from './shipped-families.ts'

const folder = join(root(), 'fixtures', 'scenarios')

/** The scenario files that come with the tool. */
export const shippedScenarioFiles = (): readonly ScenarioFile[] =>
  readdirSync(folder).flatMap((group) =>
    readdirSync(join(folder, group)).map((name) => {
      const path = join(folder, group, name)
      return { path, text: readFileSync(path, 'utf8'), group }
    }),
  )

/** The scenarios that come with the tool. */
export const shippedScenarios = (): readonly Scenario[] => loadScenarios(shippedScenarioFiles(), families.scenarioNames)
