import { againBench } from './again.ts'
import { allNodeBench } from './all-node.ts'
import type { Bench } from './bench.ts'
import { bisectBench } from './bisect.ts'
import { gateBench } from './gate.ts'
import { gatewayBench } from './gateway.ts'
import { htmlBench } from './html.ts'
import { inferredBench } from './inferred.ts'
import { judgeBench } from './judge.ts'
import { matrixBench } from './matrix.ts'
import { noFalseAlarmBench } from './no-false-alarm.ts'
import { npmSweepBench } from './npm-sweep.ts'
import { npmVersionsBench } from './npm-versions.ts'
import { policiesBench } from './policies.ts'
import { programsBench } from './programs.ts'
import { pypiSweepBench } from './pypi-sweep.ts'
import { pypiVersionsBench } from './pypi-versions.ts'
import { scaleBench } from './scale.ts'
import { startBench } from './start.ts'
import { verdictsBench } from './verdicts.ts'

/** Every bench, in the order in which they run. */
export const benches = {
  matrix: matrixBench,
  start: startBench,
  programs: programsBench,
  again: againBench,
  'npm-versions': npmVersionsBench,
  'pypi-versions': pypiVersionsBench,
  'npm-sweep': npmSweepBench,
  'pypi-sweep': pypiSweepBench,
  bisect: bisectBench,
  gate: gateBench,
  gateway: gatewayBench,
  'all-node': allNodeBench,
  inferred: inferredBench,
  judge: judgeBench,
  policies: policiesBench,
  html: htmlBench,
  scale: scaleBench,
  'no-false-alarm': noFalseAlarmBench,
  verdicts: verdictsBench,
} as const satisfies Readonly<Record<string, Bench>>
