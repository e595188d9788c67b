import { ecosystems } from '../../ecosystems/index.ts'
import type { MatrixSdk } from '../../model/matrix.ts'

/** What is installed beside one version of an SDK, by package. */
export const besideAt = (
  { registry, familyWith, with: own }: Pick<MatrixSdk, 'registry' | 'familyWith' | 'with'>,
  version: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...familyWith, ...own }).flatMap(([name, selector]) => {
      if (typeof selector === 'string') return [[name, selector] as const]
      const range = Object.keys(selector).find((one) => ecosystems[registry].satisfies(version, one))
      const found = range === undefined ? undefined : selector[range]
      return found === undefined ? [] : [[name, found] as const]
    }),
  )
