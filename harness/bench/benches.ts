import { againBench } from './again.ts'
import { allNodeBench } from './all-node.ts'
import type { Bench } from './bench.ts'
import { bisectBench } from './bisect.ts'
import { gateBench } from './gate.ts'
import { matrixBench } from './matrix.ts'
import { noFalseAlarmBench } from './no-false-alarm.ts'
import { npmVersionsBench } from './npm-versions.ts'
import { programsBench } from './programs.ts'
import { pypiVersionsBench } from './pypi-versions.ts'
import { verdictsBench } from './verdicts.ts'

/** Every bench, in the order in which they run. */
export const benches = {
  matrix: matrixBench,
  programs: programsBench,
  again: againBench,
  'npm-versions': npmVersionsBench,
  'pypi-versions': pypiVersionsBench,
  bisect: bisectBench,
  gate: gateBench,
  'all-node': allNodeBench,
  'no-false-alarm': noFalseAlarmBench,
  verdicts: verdictsBench,
} as const satisfies Readonly<Record<string, Bench>>
