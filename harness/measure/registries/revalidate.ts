import { hash } from 'node:crypto'
import { ecosystems } from '../../ecosystems/index.ts'
import { keeping } from '../../edges/keeping.ts'
import { type Answer, type GetOptions, httpGet } from '../../edges/network.ts'
import type { Registry, ReleaseList } from '../../model/sdk.ts'
import { cleanAddress } from './address.ts'
import { type CachedList, readCachedList, writeCachedList } from './list-cache.ts'
import type { ListOptions } from './list-options.ts'
import { statusText } from './no-answer.ts'
import { RegistryError } from './registry-error.ts'

/** A version list at an address, and how to read what stands there. */
export type ListSource = {
  readonly url: string
  readonly request: Pick<GetOptions, 'headers' | 'npm'>
  /** Where the address and the credentials come from, for messages: `.npmrc`, `UV_INDEX_URL`. */
  readonly configuredBy: string
  /** The list in an answer, or in words what is wrong with it. */
  readonly read: (answer: Answer & { kind: 'ok' }, kept: CachedList | null) => Promise<Reading>
}

/** Whose list it is. */
type Asked = ListSource & { readonly registry: Registry; readonly package: string }

export type Reading = Omit<CachedList, 'etag' | 'lastModified' | 'digest'> | { readonly unreadable: string }

/**
 * Asks for a list, with the etag of the one in the cache when there is one. Where the registry cannot be reached, or
 * makes no sense, the cache speaks; it is silent when the registry says that the package or the credentials are wrong.
 */
export const revalidate = async (source: Asked, options: ListOptions): Promise<ReleaseList> => {
  const { registry, url } = source
  const kept = await readCachedList(options.cacheDir, registry, url)
  const listed = ({ releases, tags, repository }: CachedList, from: ReleaseList['from']): ReleaseList => ({
    registry,
    package: source.package,
    releases,
    tags,
    repository,
    from,
  })
  if (options.offline) {
    if (kept) return listed(kept, 'cache')
    throw trouble(source, 'unreachable', 'and --offline was given', 'Run once without --offline.')
  }

  const answer = await (options.get ?? httpGet)(url, {
    npm: source.request.npm ?? {},
    headers: { ...source.request.headers, ...validators(kept) },
    // What is kept will do.
    ...(kept ? { triesInVain: 2 } : {}),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  })
  if (answer.kind === 'not-modified' && kept) return listed(kept, 'network')
  if (answer.kind === 'ok') {
    const digest = hash('sha256', answer.body)
    if (kept?.digest === digest && kept.repositoryKnown) return listed(kept, 'network')
    const reading = await source.read(answer, kept)
    if (!('unreadable' in reading)) {
      const fresh = { ...reading, etag: answer.etag, lastModified: answer.lastModified, digest }
      await (options.keep ?? keeping())(() => writeCachedList(options.cacheDir, registry, url, fresh))
      return listed(fresh, 'network')
    }
    if (kept) return listed(kept, 'cache')
    throw unreadable(source, reading.unreadable)
  }
  const refused = answer.kind === 'status' ? refusal(source, answer.status) : null
  if (refused) throw refused
  if (kept) return listed(kept, 'cache')
  throw trouble(source, 'unreachable', `and there is nothing in the cache: ${whyOf(answer)}`, reachHint(source, answer))
}

const validators = (kept: CachedList | null): Readonly<Record<string, string>> => ({
  ...(kept?.etag ? { 'if-none-match': kept.etag } : {}),
  ...(kept?.lastModified && !kept.etag ? { 'if-modified-since': kept.lastModified } : {}),
})

const whyOf = (answer: Answer): string => {
  if (answer.kind === 'unreachable') return answer.why
  return answer.kind === 'status' ? `it answered with ${statusText(answer)}` : 'it says that nothing changed'
}

const trouble = (source: Asked, kind: 'unreachable', why: string, hint: string): RegistryError =>
  new RegistryError(kind, {
    what: `The versions of ${source.package} could not be looked up on ${ecosystems[source.registry].name}, ${why}.`,
    where: cleanAddress(source.url),
    hint,
  })

const reachHint = ({ configuredBy }: ListSource, answer: Answer): string =>
  answer.kind === 'unreachable' && answer.why.includes('certificate')
    ? "Name your organisation's certificates in NODE_EXTRA_CA_CERTS."
    : `Check the network and the address (from ${configuredBy}).`

const unreadable = (source: Asked, why: string): RegistryError =>
  new RegistryError('unreadable', {
    what: `The versions of ${source.package} could not be read: ${why}.`,
    where: cleanAddress(source.url),
    hint: `Check that the address (from ${source.configuredBy}) is that of a package registry.`,
  })

/** Answers that no cache may speak over. */
const refusal = (source: Asked, status: number): RegistryError | null => {
  const name = ecosystems[source.registry].name
  const where = cleanAddress(source.url)
  if (status === 401 || status === 403) {
    const what = `${name} refused to list ${source.package}: status ${status}.`
    return new RegistryError('unauthorised', {
      what,
      where,
      hint: `Check the credentials (from ${source.configuredBy}).`,
    })
  }
  if (status >= 500 || status === 429 || status === 408) return null
  const what = `There is no package ${source.package} on ${name}: status ${status}.`
  return new RegistryError('not-found', {
    what,
    where,
    hint: `Check its name, and the address (from ${source.configuredBy}).`,
  })
}
