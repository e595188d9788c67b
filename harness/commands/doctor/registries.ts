import { clock } from '../../edges/clock.ts'
import { type Answer, httpGet } from '../../edges/network.ts'
import { cleanAddress } from '../../measure/registries/address.ts'
import { registries } from '../../measure/registries/index.ts'
import { whyNot } from '../../measure/registries/no-answer.ts'
import type { ListSource } from '../../measure/registries/revalidate.ts'
import type { Check } from '../../model/checkup.ts'
import { REGISTRIES, type Registry, type Sdk } from '../../model/sdk.ts'
import type { Examined } from './examined.ts'

/** Asked about where the matrix has no package of a registry: a run fetches it from there. */
const OWN_TOOL = { npm: 'pnpm', pypi: 'uv' } as const satisfies Record<Registry, string>

type Asked = {
  readonly registry: Registry
  readonly package: string
  readonly needed: boolean
  readonly source: ListSource
}

/** Clocks that differ by less do no harm. */
const MOST_OFF_MS = 5 * 60_000

/** Each registry that the packages of the matrix come from, asked once for one of them; and what its clock says of ours. */
export const checkRegistries = async (
  examined: Examined,
  sdks: readonly Pick<Sdk, 'registry' | 'package'>[],
): Promise<{ readonly asked: readonly Check[]; readonly clock: Check }> => {
  const asked = await eachOnce(examined, sdks)
  const found = await Promise.all(asked.map((one) => ask(one, examined)))
  const offset = found.flatMap(({ offsetMs, check }) =>
    offsetMs === null ? [] : [{ offsetMs, against: check.address }],
  )[0]
  return {
    asked: found.map(({ check }) => check),
    clock:
      offset === undefined
        ? { of: 'clock', state: 'not-tried' }
        : { of: 'clock', state: Math.abs(offset.offsetMs) > MOST_OFF_MS ? 'off' : 'ready', ...offset },
  }
}

/** A scope may have a registry of its own. */
const eachOnce = async (
  { place, cacheDir, offline }: Examined,
  sdks: readonly Pick<Sdk, 'registry' | 'package'>[],
): Promise<readonly Asked[]> => {
  const wanted = REGISTRIES.flatMap((registry) => {
    const own = sdks.filter((sdk) => sdk.registry === registry)
    return own.length > 0
      ? own.map(({ package: name }) => ({ registry, package: name, needed: true }))
      : [{ registry, package: OWN_TOOL[registry], needed: false }]
  })
  const all = await Promise.all(
    wanted.map(async (one) => ({
      ...one,
      source: await registries[one.registry].source(one.package, { ...place, cacheDir, offline }),
    })),
  )
  return [
    ...Map.groupBy(all, ({ registry, source }) => `${registry} ${URL.parse(source.url)?.origin}`).values(),
  ].flatMap((same) => same.slice(0, 1))
}

type Told = { readonly check: Check & { readonly of: 'registry' }; readonly offsetMs: number | null }

const ask = async ({ source, ...one }: Asked, { offline }: Examined): Promise<Told> => {
  const about = {
    of: 'registry',
    ...one,
    address: cleanAddress(source.url),
    configuredBy: source.configuredBy,
  } as const
  if (offline) return { check: { ...about, state: 'not-tried' }, offsetMs: null }
  const answer = await httpGet(source.url, { headers: source.request.headers, npm: source.request.npm ?? {} })
  const now = clock.now().getTime()
  const reason = await whyOfNoUse(answer, source)
  return {
    check: reason === null ? { ...about, state: 'ready' } : { ...about, state: 'refused', reason },
    offsetMs: 'sentAt' in answer && answer.sentAt ? now - Date.parse(answer.sentAt) : null,
  }
}

const whyOfNoUse = async (answer: Answer, source: ListSource): Promise<string | null> => {
  if (answer.kind !== 'ok') return whyNot(answer)
  const reading = await source.read(answer, KNOWN)
  return 'unreadable' in reading ? reading.unreadable : null
}

/** So that nothing is asked beside the list. */
const KNOWN = {
  ...{ releases: [], tags: {}, repository: null, repositoryKnown: true },
  ...{ etag: null, lastModified: null, digest: '' },
}
