import { join } from 'node:path'
import { namesIn } from '../../edges/files.ts'
import { whyNoPlace } from '../../edges/try-place.ts'
import { UserError } from '../../errors.ts'

/**
 * Where the cache holds nothing yet and can take nothing, no version can be measured: that is said once and not of each.
 * @throws UserError
 */
export const refuseColdCache = async (cache: string): Promise<void> => {
  for (const part of ['captures', 'installs']) if (await holdsSome(join(cache, part))) return
  const why = await whyNoPlace(join(cache, 'installs', 'any'))
  if (why === null) return
  throw new UserError('cache/no-place', {
    what: `SDKs are installed here, and it cannot be written: ${why}.`,
    where: cache,
    hint: 'Name a folder that can be with SDKDRIFT_CACHE, or one that holds what earlier runs kept.',
  })
}

const holdsSome = (folder: string): Promise<boolean> =>
  namesIn(folder).then(
    (names) => names.length > 0,
    () => false,
  )
