import { gunzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'

/**
 * The text of the first file of a `.tgz` whose path is wanted, or null.
 * @throws Error when it is no gzipped tarball
 */
export const readFromTarball = async (bytes: Buffer, wanted: (path: string) => boolean): Promise<string | null> => {
  const [first] = await unpackTar(gunzipSync(bytes), { filter: ({ name, type }) => type === 'file' && wanted(name) })
  return first ? Buffer.from(first.data ?? []).toString() : null
}
