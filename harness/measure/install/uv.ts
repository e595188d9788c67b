import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compare } from '@renovatebot/pep440'
import { moveIntoPlace, namesIn, removeTree } from '../../edges/files.ts'
import type { Host } from '../../edges/host.ts'
import type { Run } from '../../edges/process.ts'
import { openWorkFolder } from '../../edges/work-folder.ts'
import type { Download } from './download.ts'
import { type Env, toolEnvironment } from './environment.ts'
import { redact } from './reason.ts'
import { chooseWheel, unpackWheel } from './uv-wheel.ts'

export type Uv = { readonly path: string; readonly version: string }

/** What we ask of uv (`--default-index`, `python find`, hard links into `--target`) is there since 0.5. */
const OLDEST = '0.5.0'
const BY_HAND = 'Or put uv on PATH yourself: https://docs.astral.sh/uv/getting-started/installation/'

export type UvOptions = {
  /** Holds one folder for each uv that was fetched. */
  readonly tools: string
  readonly offline: boolean
  readonly env: Env
  readonly host: Host
  readonly run: Run
  readonly download: Download
  /** The default index, simple API. */
  readonly indexUrl: string
}

/** uv from PATH, else the one fetched earlier, else its newest wheel from the index, checked against its SHA-256. */
export const findUv = async (options: UvOptions): Promise<Uv | { readonly reason: string }> => {
  const { tools, offline } = options
  const onPath = await ask('uv', options)
  if (onPath) return onPath
  const kept = (await namesIn(tools))
    .filter((name) => name.startsWith('uv-'))
    .sort((a, b) => compare(b.slice(3), a.slice(3)))
  for (const name of kept) {
    const uv = await ask(join(tools, name, 'uv'), options)
    if (uv) return uv
  }
  if (offline) return { reason: `Offline, and uv (which installs Python packages) is not there yet. ${BY_HAND}` }
  try {
    return await provision(options)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { reason: `uv (which installs Python packages) could not be fetched: ${redact(said, [])} ${BY_HAND}` }
  }
}

const ask = async (file: string, { env, run }: UvOptions): Promise<Uv | null> => {
  const { exitCode, stdout } = await run({ file, args: ['--version'], env: toolEnvironment(env), timeoutMs: 20_000 })
  const version = stdout.match(/^uv (\d+\.\d+\.\d+)/)?.[1]
  return exitCode === 0 && version && compare(version, OLDEST) >= 0 ? { path: file, version } : null
}

const provision = async (options: UvOptions): Promise<Uv | { readonly reason: string }> => {
  const { tools, download, host, indexUrl } = options
  const address = `${indexUrl.replace(/\/+$/, '')}/uv/`
  const listing: unknown = JSON.parse((await download(address, 'application/vnd.pypi.simple.v1+json')).toString())
  const wheel = chooseWheel(listing, address, host)
  if ('reason' in wheel) return { reason: `${wheel.reason} ${BY_HAND}` }
  const program = unpackWheel(wheel, await download(wheel.url, '*/*'))
  if ('reason' in program) return { reason: `${program.reason} ${BY_HAND}` }

  const place = join(tools, `uv-${wheel.version}`)
  const work = await openWorkFolder(join(tools, '.tmp'))
  try {
    await mkdir(join(work, 'uv'))
    await writeFile(join(work, 'uv', 'uv'), program, { mode: 0o755 })
    const keeps = async (): Promise<boolean> => (await ask(join(place, 'uv'), options)) !== null
    await moveIntoPlace(join(work, 'uv'), place, { keeps, junk: work })
  } finally {
    await removeTree(work)
  }
  return (
    (await ask(join(place, 'uv'), options)) ?? {
      reason: `uv ${wheel.version} was fetched, but does not run on this machine. ${BY_HAND}`,
    }
  )
}
