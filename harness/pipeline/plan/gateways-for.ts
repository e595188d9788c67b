import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { World } from '../world.ts'
import { saysWhich } from './program-gateways.ts'

/** Ids of gateways, and whether somebody said which: else all stand there, theirs and others. */
export type ChosenGateways = { readonly gateways: readonly string[]; readonly gatewaysChosen: boolean }

/** Behind which gateways one SDK is measured: what its own entry says, else what is said of all. */
export const gatewaysFor = (
  { gateways: patterns }: Pick<MatrixSdk, 'gateways'>,
  ofAll: ChosenGateways,
  { gateways: known }: Pick<World, 'gateways'>,
): ChosenGateways =>
  patterns ? { gateways: chooseGateways(known, patterns), gatewaysChosen: saysWhich(patterns) } : ofAll
