import type { Report } from '../../model/report.ts'
import type { World } from '../world.ts'
import type { MatrixRequest } from './matrix-request.ts'
import { observeMatrix } from './observe-matrix.ts'
import { tellMatrix } from './tell-matrix.ts'

/** The stages in order, from the matrix to the report. Throws for the user's mistakes only; all else is in the report. */
export const runMatrix = async (request: MatrixRequest, world: World): Promise<Report> =>
  tellMatrix((await observeMatrix(request, world)).measured, request, world)
