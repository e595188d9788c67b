import { createHash } from 'node:crypto'
import { compare, valid } from '@renovatebot/pep440'
import { unzipSync } from 'fflate'
import { z } from 'zod'
import type { Host } from '../../edges/host.ts'

/** One wheel of uv on an index. */
export type Wheel = { readonly version: string; readonly url: string; readonly sha256: string }

/** PEP 691: the JSON form of an index's page for one project. */
const listingSchema = z.object({
  files: z.array(
    z.looseObject({
      filename: z.string(),
      url: z.string(),
      hashes: z.record(z.string(), z.string()),
      yanked: z.union([z.boolean(), z.string()]).optional(),
    }),
  ),
})

/** The newest wheel of uv for this machine; `address` is the page's own, for relative links. */
export const chooseWheel = (listing: unknown, address: string, host: Host): Wheel | { readonly reason: string } => {
  const tags = platformTags(host)
  if (tags.length === 0) return { reason: `There is no uv for ${host.os}-${host.arch}.` }
  const wheels = listingSchema.parse(listing).files.flatMap(({ filename, url, hashes, yanked }) => {
    const [, version, platform] = filename.match(/^uv-([^-]+)-py3-none-(.+)\.whl$/) ?? []
    if (!version || !platform || !valid(version) || !/^[\d.]+$/.test(version)) return []
    const rank = tags.findIndex((tag) => platform.split('.').some((one) => tag.test(one)))
    if (rank < 0 || (yanked !== undefined && yanked !== false)) return []
    return [{ version, rank, url: new URL(url, address).href, sha256: hashes['sha256'] ?? '' }]
  })
  const [best] = wheels.sort((a, b) => compare(b.version, a.version) || a.rank - b.rank)
  if (!best) return { reason: `The index lists no wheel of uv for ${host.os}-${host.arch}.` }
  if (!best.sha256) return { reason: `The index gives no SHA-256 for uv ${best.version}: it is not used unchecked.` }
  return { version: best.version, url: best.url, sha256: best.sha256.toLowerCase() }
}

/** Platform tags that run here, best first. https://packaging.python.org/specifications/platform-compatibility-tags/ */
const platformTags = ({ os, arch, libc }: Host): readonly RegExp[] => {
  const processor = { x64: 'x86_64', arm64: os === 'darwin' ? 'arm64' : 'aarch64' }[arch]
  if (!processor) return []
  if (os === 'darwin') return [new RegExp(`^macosx_\\d+_\\d+_(?:${processor}|universal2)$`)]
  if (os !== 'linux') return []
  // uv's musl build is linked statically: it runs beside glibc too.
  const musl = new RegExp(`^musllinux_\\d+_\\d+_${processor}$`)
  return libc === 'musl' ? [musl] : [new RegExp(`^manylinux(?:_\\d+_\\d+|\\d+)_${processor}$`), musl]
}

/** The program inside a wheel whose bytes are what the index promised. */
export const unpackWheel = (wheel: Wheel, bytes: Buffer): Uint8Array | { readonly reason: string } => {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== wheel.sha256) {
    return {
      reason: `The downloaded uv ${wheel.version} is not what the index promised (SHA-256 ${sha256} instead of ${wheel.sha256}): not used.`,
    }
  }
  const [program] = Object.values(
    unzipSync(bytes, { filter: ({ name }) => /^uv-[^/]+\.data\/scripts\/uv$/.test(name) }),
  )
  return program ?? { reason: `The wheel of uv ${wheel.version} holds no program.` }
}
