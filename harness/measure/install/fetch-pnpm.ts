import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { isThere } from '../../edges/documents.ts'
import { moveIntoPlace, removeTree } from '../../edges/files.ts'
import type { Host } from '../../edges/host.ts'
import { loadNpmConfig } from '../../edges/npm-config.ts'
import type { Run } from '../../edges/process.ts'
import { openWorkFolder } from '../../edges/work-folder.ts'
import { npmRegistryOf } from '../registries/npm-registry-of.ts'
import { type Env, toolEnvironment } from './environment.ts'
import { messageOf } from './message-of.ts'
import { redact } from './reason.ts'

/** The pnpm that is used, and what the program of each platform is to be: it is used only if it is just that. */
export const PNPM_VERSION = '12.4.2'
export const PNPM_INTEGRITY: Readonly<Record<string, string>> = {
  'darwin-arm64': 'sha512-A0WDo8iErfZBXgrLseQxw8i8Y9ctUpOEl/Uu+cubnTzpD8tT9ykIB548L8YTM2WD4OS+ZOHSxy8aGZcvKq8PaQ==',
  'darwin-x64': 'sha512-MSgJdovBWHcb5DEOvfPH9yNi/T5O1Xa4ess+E1ESGo/5yuty7S4JoiIjami+fsNXfnoQMlwsMUqYU4zAvBcNCw==',
  'linux-arm64': 'sha512-2dSiDXyhx+RTHsewxex8f/jVjqQXWJ2oow4kCVHEWdZKeBpgMxvZ6fHkTAUBJXgqhbKIDHvuNlZBP7gJfUWL5A==',
  'linux-arm64-musl': 'sha512-LwSEtSEDTv6S51YLs3YvSkPyun/QmfMic1UGICUkPWFu6ByP43RdMlkKvmVkfGhAYCpnxO057vrmyJqtfZrPCA==',
  'linux-x64': 'sha512-/pbt0UVTa8NMDhzOWLQRfZ6G9ROKXlJPZtx845BqyWfc7hCrWXhTLBd70yO2y8+E+IWN3oHM1s/JsIQNGk1yvg==',
  'linux-x64-musl': 'sha512-kzfzH2/0BWdTABK14Yj5a1xsdkTEQUp2eXEPNakaD9jKL025lq3hyaKHIz/gIZaPDMe/1bFFK/En4ztFlbBJxw==',
}

export type Pnpm = { readonly path: string; readonly version: string }

export type FetchPnpmOptions = {
  /** Holds one folder for each version that was fetched. */
  readonly tools: string
  readonly offline: boolean
  readonly env: Env
  readonly cwd: string
  readonly host: Host
  readonly run: Run
}

/** The pnpm that an earlier run fetched, else the one of this platform from the user's npm registry. */
export const fetchPnpm = async (options: FetchPnpmOptions): Promise<Pnpm | { readonly reason: string }> => {
  const { os, arch, libc } = options.host
  const platform = `${os}-${arch}${libc === 'musl' ? '-musl' : ''}`
  const integrity = PNPM_INTEGRITY[platform]
  if (integrity === undefined) return { reason: `There is no pnpm (which installs npm packages) for ${platform}.` }
  const place = join(options.tools, `pnpm-${PNPM_VERSION}-${platform}`)
  const path = join(place, 'pnpm')
  // What stands there was tried before it was put there.
  if (await isThere(path)) return { path, version: PNPM_VERSION }
  if (options.offline)
    return { reason: 'Offline, and pnpm (which installs npm packages) was fetched by no earlier run.' }
  try {
    await provision(`@pnpm/exe.${platform}`, integrity, place, options)
    return { path, version: PNPM_VERSION }
  } catch (error) {
    const reason = redact(messageOf(error), [])
    return { reason: `pnpm ${PNPM_VERSION} (which installs npm packages) could not be fetched: ${reason}` }
  }
}

/** Is there one that says it is this version? */
const ask = async (place: string, { env, run }: FetchPnpmOptions): Promise<boolean> => {
  const path = join(place, 'pnpm')
  const { exitCode, stdout } = await run({
    file: path,
    args: ['--version'],
    env: toolEnvironment(env),
    timeoutMs: 20_000,
  })
  return exitCode === 0 && stdout.trim() === PNPM_VERSION
}

const provision = async (name: string, integrity: string, place: string, options: FetchPnpmOptions): Promise<void> => {
  const [npm, { default: fetch }] = await Promise.all([
    loadNpmConfig(options.env, options.cwd),
    import('npm-registry-fetch'),
  ])
  const registry = npmRegistryOf(name, npm).replace(/\/*$/, '/')
  const file = `${name.split('/')[1]}-${PNPM_VERSION}.tgz`
  // Checked while it comes: what is not this to the byte is an error.
  const answer = await fetch(`${registry}${name}/-/${file}`, { ...npm, spec: name, integrity })
  const [program] = await unpackTar(gunzipSync(await answer.arrayBuffer()), {
    filter: ({ name: path, type }) => type === 'file' && path === 'package/pnpm',
  })
  if (!program?.data) throw new Error(`the package ${name} holds no program.`)
  const work = await openWorkFolder(join(options.tools, '.tmp'))
  try {
    await mkdir(join(work, 'pnpm'))
    await writeFile(join(work, 'pnpm', 'pnpm'), program.data, { mode: 0o755 })
    if (!(await ask(join(work, 'pnpm'), options))) throw new Error('it does not run on this machine.')
    const keeps = (): Promise<boolean> => ask(place, options)
    await moveIntoPlace(join(work, 'pnpm'), place, { keeps, junk: work })
  } finally {
    await removeTree(work)
  }
}
