import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { unreachable } from '../errors.ts'
import { ABBREVIATED, npmPages, type PlainPackage, plainPages } from './npm-pages.ts'
import type { Page } from './page.ts'
import { pypiPages } from './pypi-pages.ts'
import { type FakeRelease, type ReleaseTable, releasesOf, shippedTable } from './releases.ts'

export type FakeRegistryOptions = {
  /** What there is to publish. Default: `fixtures/packages/releases.json`. */
  readonly releases?: ReleaseTable
  /** What else npm has: packages that are nothing but their files. Default: none. */
  readonly plain?: readonly PlainPackage[]
  /** The newest `openai` that is published at the start. Default: all of them. */
  readonly upTo?: string
  /** Tag listings, and answer 304 when nothing changed? Default true. */
  readonly etag?: boolean
  /** Date versions and files? Default true. */
  readonly dates?: boolean
}

/** One server that is an npm registry and a Python package index, both with a fake `openai` (see `fixtures/packages/`). */
export type FakeRegistry = {
  /** For `npm_config_registry`. */
  readonly npmUrl: string
  /** For `UV_DEFAULT_INDEX`. */
  readonly pypiUrl: string
  /** `GET /npm/openai 200`, in the order of the answers; may be emptied. */
  readonly requests: string[]
  /** From now on this version of `openai` is the newest one published: those after it in the table are not there. */
  readonly setReleases: (upTo: string) => void
  /** From now on these requests are answered so; null: as they should be. Default: none. */
  readonly setFaults: (faultAt: FaultAt) => void
  readonly close: () => Promise<void>
}

/** What becomes of one request. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** Another package's bytes. */
  | { readonly kind: 'instead'; readonly body: Buffer | string }

/** @param path with its leading `/npm` or `/pypi` */
export type FaultAt = (path: string) => Fault | null

/** Serves the fake packages on a free loopback port, to the tool and to pnpm, uv, npm and pip alike. */
export const startFakeRegistry = async (options: FakeRegistryOptions = {}): Promise<FakeRegistry> => {
  const { etag = true, dates = true } = options
  const all = releasesOf(options.releases ?? shippedTable())
  const requests: string[] = []
  let pages: ReadonlyMap<string, Page> = new Map()
  let faultAt: FaultAt = () => null

  const server = createServer((request, response) => {
    const path = pathOf(request)
    const short = request.headers.accept?.includes(ABBREVIATED) ? pages.get(`${path}#`) : undefined
    response.once('close', () => requests.push(`${request.method} ${path} ${response.statusCode}`))
    const page = short ?? pages.get(path)
    const fault = faultAt(path)
    if (fault === null) answer(request, response, page, etag)
    else fail(response, page, fault)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The fake registry has no port.')
  const origin = `http://127.0.0.1:${address.port}`

  const publish = (upTo: string | undefined): void => {
    const releases = published(all, upTo)
    const plain = plainPages(options.plain ?? [], { origin, dates })
    pages = new Map([...plain, ...npmPages(releases, { origin, dates }), ...pypiPages(releases, { origin, dates })])
  }
  publish(options.upTo)

  return {
    npmUrl: `${origin}/npm/`,
    pypiUrl: `${origin}/pypi/simple`,
    requests,
    setReleases: publish,
    setFaults: (next) => {
      faultAt = next
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** `@scope%2fname` and `@scope/name` are one page, and so are a project's with and without the slash at its end. */
const pathOf = ({ url = '/' }: IncomingMessage): string => {
  const path = decodeURIComponent(url.split('?')[0] ?? '')
  return /^\/pypi\/simple\/[^/]+$/.test(path) ? `${path}/` : path
}

const published = (all: readonly FakeRelease[], upTo: string | undefined): readonly FakeRelease[] => {
  if (upTo === undefined) return all
  const own = all.filter((release) => release.package === 'openai')
  const last = own.findIndex(({ version }) => version === upTo)
  if (last < 0) throw new Error(`The table has no openai ${upTo}.`)
  const later = new Set(own.slice(last + 1))
  return all.filter((release) => !later.has(release))
}

const fail = (response: ServerResponse, page: Page | undefined, fault: Fault): void => {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, fault.headers).end()
      return
    case 'cut': {
      const bytes = Buffer.from(page?.body ?? 'nothing at all')
      response.writeHead(200, { 'content-type': page?.type, 'content-length': bytes.length })
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
      return
    }
    case 'instead':
      response.writeHead(200, { 'content-type': page?.type }).end(fault.body)
      return
    default:
      unreachable(fault)
  }
}

const answer = (request: IncomingMessage, response: ServerResponse, page: Page | undefined, etag: boolean): void => {
  if (!page) {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}')
    return
  }
  const isFile = Buffer.isBuffer(page.body)
  const tag = `"${createHash('sha256').update(page.body).digest('hex').slice(0, 16)}"`
  const headers = {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.body),
    // A listing may grow at any time; a file never changes.
    'cache-control': isFile ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept',
    ...(etag ? { etag: tag } : {}),
  }
  if (etag && request.headers['if-none-match'] === tag) response.writeHead(304, { etag: tag, vary: 'accept' }).end()
  else response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : page.body)
}
