import { z } from 'zod'
import { ecosystems } from '../../ecosystems/index.ts'
import { type Get, httpGet } from '../../edges/network.ts'
import { hostOf, splitCredentials } from './address.ts'
import { type CachedList, jsonOf } from './list-cache.ts'
import type { ListOptions } from './list-options.ts'
import type { LookUp } from './look-up.ts'
import { groupFiles } from './pypi-files.ts'
import { pypiIndex } from './pypi-index.ts'
import { pypiNeeds } from './pypi-needs.ts'
import { repositoryAddress } from './repository.ts'
import type { ListSource, Reading } from './revalidate.ts'

const ACCEPT = 'application/vnd.pypi.simple.v1+json'

/** PEP 691 and PEP 700. https://packaging.python.org/specifications/simple-repository-api/ */
const projectSchema = z.object({
  versions: z.array(z.string()).optional().catch(undefined),
  files: z.array(
    z.object({
      filename: z.string(),
      'requires-python': z.string().nullish().catch(null),
      yanked: z.union([z.string(), z.boolean()]).optional().catch(undefined),
      'upload-time': z.string().nullish().catch(null),
    }),
  ),
})

const normalised = ecosystems.pypi.normalName

/** Where the configured index lists a package. */
const source = async (name: string, options: ListOptions): Promise<ListSource> => {
  const index = await pypiIndex(options.env, options.cwd)
  const { url, headers } = splitCredentials(index.url)
  const base = new URL(url)
  base.pathname = base.pathname.replace(/\/+$/, '')
  return {
    url: below(base, `${base.pathname}/${normalised(name)}/`),
    configuredBy: index.from,
    request: { headers: { ...headers, accept: ACCEPT } },
    read: async ({ body, type }, kept) => {
      const { data } = projectSchema.safeParse(jsonOf(body))
      if (!data) return { unreadable: whyUnreadable(type) }
      const releases = groupFiles(normalised(name), data.files, data.versions ?? [])
      const latest = releases.findLast(({ yanked, prerelease }) => yanked === null && !prerelease)?.version
      return {
        releases,
        tags: latest === undefined ? {} : { latest },
        ...(await repositoryOf(base, name, headers, kept, options.get ?? httpGet)),
      } satisfies Reading
    },
  }
}

export const pypiLookUp: LookUp = {
  source,
  needs: async (name, version, options) =>
    pypiNeeds(normalised(name), version, await source(name, options), options.get),
  isPublic: async (_, { env, cwd }) => hostOf((await pypiIndex(env, cwd)).url) === 'pypi.org',
  page: (name, version) => `https://pypi.org/project/${name}/${version}/`,
}

/** Another path at the same place; a query (some indexes take a token there) stays. */
const below = (base: URL, pathname: string): string => {
  const url = new URL(base)
  url.pathname = pathname
  return url.href
}

const whyUnreadable = (type: string): string =>
  type === 'text/html'
    ? 'the index answers in HTML (PEP 503), and the JSON form (PEP 691) is needed'
    : 'the answer is not the JSON of a Python package index (PEP 691)'

const infoSchema = z.object({
  info: z.object({
    project_urls: z.record(z.string(), z.string()).nullish().catch(null),
    home_page: z.string().nullish().catch(null),
  }),
})

/**
 * The repository stands in no simple index: PyPI has it beside, at `/pypi/<name>/json`. Asked once; an index
 * without such a page costs a moment, not the run.
 */
const repositoryOf = async (
  base: URL,
  name: string,
  headers: Readonly<Record<string, string>>,
  kept: CachedList | null,
  get: Get,
): Promise<Pick<CachedList, 'repository' | 'repositoryKnown'>> => {
  if (kept?.repositoryKnown) return { repository: kept.repository, repositoryKnown: true }
  if (!base.pathname.endsWith('/simple')) return { repository: null, repositoryKnown: true }
  const url = below(base, `${base.pathname.replace(/\/simple$/, '')}/pypi/${normalised(name)}/json`)
  const answer = await get(url, { headers: { ...headers, accept: 'application/json' }, timeoutMs: 3000, tries: 1 })
  if (answer.kind === 'unreachable') return { repository: null, repositoryKnown: false }
  const info = answer.kind === 'ok' ? infoSchema.safeParse(jsonOf(answer.body)).data?.info : undefined
  return { repository: info ? repositoryIn(info) : null, repositoryKnown: true }
}

/** Labels that projects give the link to their code, the plainest first; then whatever leads to a known host. */
const LABELS = /^(repository|source|source code|code|github|gitlab)$/i
const CODE_HOST = /^https?:\/\/(www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/]+\/[^/]+\/?$/

const repositoryIn = ({ project_urls, home_page }: z.infer<typeof infoSchema>['info']): string | null => {
  const links = Object.entries(project_urls ?? {})
  const link =
    links.find(([label]) => LABELS.test(label))?.[1] ??
    [...links.map(([, url]) => url), home_page ?? ''].find((url) => CODE_HOST.test(url))
  return link === undefined ? null : repositoryAddress(link)
}
