import { createHash } from 'node:crypto'
import { type Store, StoreTrouble } from '../../../model/store.ts'
import { asked, bytesIn, type Send, taken } from './request.ts'

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const OCTETS = 'application/octet-stream'
/** What an artifact is, by the type of its configuration: registries before version 1.1 of the specification know no other way. */
const KIND = 'application/vnd.sdkdrift.results.config.v1+json'
const NO_CONFIG = Buffer.from('{}')

/**
 * A repository of an OCI registry: a name is a tag, its bytes the one layer of an artifact.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md
 * @param base `https://host/v2/repository`
 * @param send shows the registry who asks
 */
export const ociStore = (base: string, send: Send): Store => {
  const manifestOf = (name: string): string => `${base}/manifests/${tagOf(name)}`
  const bringBlob = async (bytes: Uint8Array): Promise<void> => {
    const address = `${base}/blobs/${digestOf(bytes)}`
    if ((await asked(send, address, { method: 'HEAD' })).ok) return
    const { headers, url } = await taken(await asked(send, `${base}/blobs/uploads/`, { method: 'POST' }))
    const place = new URL(headers.get('location') ?? '', url || base)
    place.searchParams.set('digest', digestOf(bytes))
    const body = Uint8Array.from(bytes)
    await taken(await asked(send, place.href, { method: 'PUT', headers: { 'content-type': OCTETS }, body }))
  }
  return {
    get: async (name) => {
      const found = await bytesIn(await asked(send, manifestOf(name), { method: 'GET', headers: { accept: MANIFEST } }))
      const digest = found && layerIn(found)
      return digest ? bytesIn(await asked(send, `${base}/blobs/${digest}`, { method: 'GET' })) : null
    },
    put: async (name, bytes) => {
      await bringBlob(NO_CONFIG)
      await bringBlob(bytes)
      // Last: a tag is never without what it names.
      const body = Buffer.from(JSON.stringify(manifestFor(name, bytes)))
      await taken(await asked(send, manifestOf(name), { method: 'PUT', headers: { 'content-type': MANIFEST }, body }))
    },
  }
}

const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** A tag has 128 characters, and no slash among them: the name itself stands in the manifest. */
const tagOf = (name: string): string => createHash('sha256').update(name).digest('hex')

const manifestFor = (name: string, bytes: Uint8Array): unknown => ({
  schemaVersion: 2,
  mediaType: MANIFEST,
  config: { mediaType: KIND, digest: digestOf(NO_CONFIG), size: NO_CONFIG.length },
  layers: [
    {
      mediaType: OCTETS,
      digest: digestOf(bytes),
      size: bytes.length,
      annotations: { 'org.opencontainers.image.title': name },
    },
  ],
})

/** The digest of what a tag names; a tag of somebody else's may name anything, which no trusted key will have signed. */
const layerIn = (bytes: Uint8Array): string => {
  try {
    const digest: unknown = JSON.parse(Buffer.from(bytes).toString()).layers[0].digest
    if (typeof digest === 'string' && /^\w+:\w+$/.test(digest)) return digest
  } catch {
    // Told below.
  }
  throw new StoreTrouble('it answers with no manifest')
}
