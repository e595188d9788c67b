import type { MatrixSdk } from '../../model/matrix.ts'

/** The programs of a matrix, each by its SDK and its id. */
export const programPlaces = (sdks: readonly Pick<MatrixSdk, 'id' | 'programs'>[]): Set<string> =>
  new Set(sdks.flatMap(({ id: sdk, programs = [] }) => programs.map(({ id }) => `${sdk} ${id}`)))
