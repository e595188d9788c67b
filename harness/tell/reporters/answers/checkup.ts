import { unreachable } from '../../../errors.ts'
import { type Check, stopsRun } from '../../../model/checkup.ts'
import { inSight } from '../../words/in-sight.ts'

/** What was found, a line each, and below it how it is mended. */
export const checkup = (checks: readonly Check[]): string => {
  const width = Math.max(...checks.map((check) => nameOf(check).length))
  const lines = checks.flatMap((check) => {
    const mend = mendOf(check)
    const line = `${markOf(check)} ${nameOf(check).padEnd(width)}  ${inSight(foundOf(check))}`
    return mend === null ? [line] : [line, `  ${''.padEnd(width)}  → ${inSight(mend)}`]
  })
  const stopping = checks.filter(stopsRun).map(nameOf)
  const end =
    stopping.length === 0
      ? 'sdkdrift matrix has what it needs here.'
      : `sdkdrift matrix would fail here: ${stopping.join(', ')}.`
  return `${[...lines, '', end].join('\n')}\n`
}

/** What a look at this line is worth. `–`: nothing is wrong, and nothing is known to be right. */
const markOf = (check: Check): string =>
  stopsRun(check)
    ? '✗'
    : check.state === 'ready'
      ? '✓'
      : check.state === 'not-tried' || check.state === 'missing' || check.state === 'refused'
        ? '–'
        : '!'

const nameOf = (check: Check): string => (check.of === 'registry' ? `registry (${check.registry})` : check.of)

const foundOf = (check: Check): string => {
  switch (check.of) {
    case 'node':
      return `${check.version} (${check.path})`
    case 'python':
    case 'uv':
    case 'pnpm':
      if (check.state === 'ready') return `${check.version} (${check.path})`
      return check.needed ? check.reason : `not there; nothing in the matrix needs it`
    case 'registry':
      if (check.state === 'ready') return `${check.address} answers`
      if (check.state === 'not-tried') return `${check.address} was not asked (--offline)`
      return `${check.address}: ${check.reason}${check.needed ? '' : '; nothing in the matrix needs it'}`
    case 'proxy': {
      const all = Object.entries(check.proxies).map(([name, address]) => `${name} ${address}`)
      return all.join(', ') || 'none is set'
    }
    case 'cache':
      if (check.state === 'unwritable') return `${check.path}: ${check.reason}`
      return `${check.path}, ${gigabytes(check.freeBytes)} free`
    case 'walls': {
      const { holds, because } = check
      const held = holds.length > 0 ? `the kernel keeps SDKs in: ${holds.join(', ')}` : 'the kernel keeps no SDK in'
      return because === null ? held : `${held}; ${because}`
    }
    case 'clock':
      if (check.state === 'not-tried') return 'not compared: no registry said its time'
      if (check.state === 'ready') return `as at ${check.against}`
      return `${minutes(check.offsetMs)} ${check.offsetMs > 0 ? 'ahead of' : 'behind'} ${check.against}`
    default:
      return unreachable(check)
  }
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`
const minutes = (ms: number): string => `${Math.round(Math.abs(ms) / 60_000)} min`

/** How it is mended; null: nothing has to be. */
export const mendOf = (check: Check): string | null => {
  switch (check.of) {
    case 'node':
      return null
    case 'proxy':
      return check.state === 'no-address' ? 'Say it with its scheme: http://host:port.' : null
    case 'python':
      return check.state === 'missing' && check.needed
        ? 'Install Python 3.9 or newer and have it on PATH as python3, or choose one by UV_PYTHON.'
        : null
    case 'uv':
      return check.state === 'missing' && check.needed
        ? 'It comes from the Python index (UV_DEFAULT_INDEX, PIP_INDEX_URL, uv.toml, pip.conf) on first use; or have one on PATH: https://docs.astral.sh/uv/'
        : null
    case 'pnpm':
      return check.state === 'missing' && check.needed
        ? 'It comes from the npm registry (.npmrc, npm_config_registry) on first use, once, into the cache.'
        : null
    case 'registry':
      return check.state === 'refused' && check.needed
        ? `The address comes from ${check.configuredBy}. Is it right, is there a way to it (HTTPS_PROXY, NO_PROXY), and do its credentials hold?`
        : null
    case 'cache':
      return check.state === 'ready'
        ? null
        : check.state === 'unwritable'
          ? 'Name a folder that can be written to: SDKDRIFT_CACHE=/path.'
          : 'Make room there, or name another folder: SDKDRIFT_CACHE=/path. Deleting the cache costs time, nothing else.'
    case 'walls':
      return check.state === 'open'
        ? 'Runs go on behind the guard in each language alone: where an SDK is not trusted, run in a container without a network (--offline), or on a newer Linux with python3 on PATH.'
        : null
    case 'clock':
      return check.state === 'off'
        ? 'Set the clock (timedatectl set-ntp true): certificates and dates are checked by it.'
        : null
    default:
      return unreachable(check)
  }
}
