import { join, resolve } from 'node:path'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { Part, Shard } from '../../model/part.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import { observeMatrix } from '../../pipeline/matrix/observe-matrix.ts'
import { askedFor } from '../measure.ts'
import { askedDigest, PART_FILE, partPieces } from './part-file.ts'
import { readPlan } from './plan-file.ts'
import { putFile } from './put-files.ts'

/**
 * Measures one part of the matrix and leaves what was observed for `merge`: nothing is compared yet.
 * @returns the file's path
 */
export const measurePart = async (
  options: MeasureOptions & { readonly out: string; readonly plan?: string },
  shard: Shard,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<string> => {
  const { request, world } = await askedFor(options, place, tell)
  const asked = askedDigest(request)
  const shared = options.plan === undefined ? null : await readPlan(options.plan, asked, shard, place)
  const { measured, planned } = await observeMatrix(request, world, { shard, shared })
  const part: Part = {
    schemaVersion: 1,
    tool: { name: 'sdkdrift', version: world.toolVersion },
    shard,
    asked,
    planned,
    measured,
  }
  const file = join(resolve(place.cwd, options.out), PART_FILE)
  await putFile(file, partPieces(part))
  return file
}
