import type { FuzzTarget } from '../target.ts'
import { families } from './families.ts'
import { gatewayFiles } from './gateway-files.ts'
import { kept } from './kept.ts'
import { lockfiles } from './lockfiles.ts'
import { matrix } from './matrix.ts'
import { policies } from './policies.ts'
import { programOutput } from './program-output.ts'
import { recordings } from './recordings.ts'
import { registryAnswers } from './registry-answers.ts'
import { reports } from './reports.ts'
import { scenarios } from './scenarios.ts'
import { secrets } from './secrets.ts'
import { socket } from './socket.ts'

/** Everything that reads what others wrote. */
export const targets = {
  matrix,
  scenarios,
  'program-output': programOutput,
  lockfiles,
  'registry-answers': registryAnswers,
  policies,
  socket,
  secrets,
  kept,
  recordings,
  reports,
  families,
  'gateway-files': gatewayFiles,
} as const satisfies Readonly<Record<string, FuzzTarget>>
