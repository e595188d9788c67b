import { z } from 'zod'
import { pypiKey } from '../../ecosystems/pypi.ts'
import { type Get, httpGet } from '../../edges/network.ts'
import type { Need } from '../../model/need.ts'
import { jsonOf } from './list-cache.ts'
import type { NeedsAnswer } from './look-up.ts'
import { whyNot } from './no-answer.ts'
import { versionIn } from './pypi-files.ts'
import type { ListSource } from './revalidate.ts'

/** Bytes of a wheel that is fetched for its metadata alone: those that hold programs are much larger. */
const MAX_WHEEL = 20_000_000
/** Bytes of the metadata: with a long description it has some hundred thousand. */
const MAX_METADATA = 4_000_000

const marks = z
  .union([z.boolean(), z.record(z.string(), z.string())])
  .optional()
  .catch(undefined)
const schema = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      size: z.number().optional().catch(undefined),
      'core-metadata': marks,
      'dist-info-metadata': marks,
    }),
  ),
})

/**
 * What a version asks for, by the metadata of one of its wheels: beside it where the index serves that (PEP 658), else
 * out of the wheel. https://packaging.python.org/specifications/core-metadata/
 * @param name normalised
 */
export const pypiNeeds = async (
  name: string,
  version: string,
  { url, request }: ListSource,
  get: Get = httpGet,
): Promise<NeedsAnswer> => {
  const answer = await get(url, request)
  if (answer.kind !== 'ok') return { why: whyNot(answer) }
  const wheels = (schema.safeParse(jsonOf(answer.body)).data?.files ?? []).filter(
    ({ filename }) => filename.endsWith('.whl') && pypiKey(versionIn(filename, name) ?? '') === pypiKey(version),
  )
  const served = wheels.find((file) => file['core-metadata'] || file['dist-info-metadata'])
  const wheel = served ?? wheels.toSorted((a, b) => (a.size ?? 0) - (b.size ?? 0))[0]
  if (!wheel) return { why: 'the index lists no wheel of this version' }
  const address = new URL(wheel.url, url)
  // Files may lie elsewhere: credentials of the index are the index's alone.
  const headers = address.host === new URL(url).host ? request.headers : {}
  if (!served && (wheel.size ?? Number.POSITIVE_INFINITY) > MAX_WHEEL)
    return { why: 'the index serves no metadata, and the wheel is too large to fetch for that' }
  if (served) address.pathname += '.metadata'
  const file = await get(address.href, { headers, encoding: served ? 'utf8' : 'latin1' })
  if (file.kind !== 'ok') return { why: whyNot(file) }
  const metadata = served ? file.body : await metadataIn(Buffer.from(file.body, 'latin1'))
  return metadata === null ? { why: 'its wheel holds no metadata that can be read' } : { needs: needsIn(metadata) }
}

const metadataIn = async (wheel: Buffer): Promise<string | null> => {
  const { unzipSync } = await import('fflate')
  try {
    const [found] = Object.values(
      unzipSync(wheel, {
        filter: ({ name, originalSize }) => /^[^/]+\.dist-info\/METADATA$/.test(name) && originalSize <= MAX_METADATA,
      }),
    )
    return found ? Buffer.from(found).toString() : null
  } catch {
    return null
  }
}

/** The fields stand above the first empty line, the description below it. */
const needsIn = (metadata: string): readonly Need[] =>
  (metadata.split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/).flatMap((line): readonly Need[] => {
    const text = /^Requires-Dist:\s*(.+)$/i.exec(line)?.[1]
    const name = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/i.exec(text ?? '')?.[0]
    if (text === undefined || name === undefined) return []
    return [{ name, text, kind: /;.*\bextra\s*==/.test(text) ? 'extra' : 'plain' }]
  })
