import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readHead } from '../../edges/files.ts'
import type { Host } from '../../edges/host.ts'
import { type FetchPnpmOptions, fetchPnpm, type Pnpm } from './fetch-pnpm.ts'

const manifestSchema = z.object({ version: z.string(), bin: z.object({ pnpm: z.string() }) })

/**
 * pnpm as a native program: the one that is installed beside us (in a checkout), else the one that is fetched on first use, so
 * that whoever installs this package installs no 50 MB that a Python project never needs.
 */
export const findPnpm = async (options: FetchPnpmOptions): Promise<Pnpm | { readonly reason: string }> =>
  (await installedPnpm(options.host)) ?? fetchPnpm(options)

/**
 * It ships one package a platform and links its binary over a placeholder in an install script; with `npm ci --ignore-scripts`
 * the placeholder stays, so the platform's own package is asked first.
 */
const installedPnpm = async (host: Host): Promise<Pnpm | null> => {
  const manifest = resolved(createRequire(import.meta.url), 'pnpm/package.json')
  if (manifest === null) return null
  const { version, bin } = manifestSchema.parse(JSON.parse(await readFile(manifest, 'utf8')))
  const fromPnpm = createRequire(manifest)
  const libcs = host.libc === 'musl' ? ['-musl', ''] : ['', '-musl']
  const shipped = (host.os === 'linux' ? libcs : ['']).flatMap((libc) => {
    const own = resolved(fromPnpm, `@pnpm/exe.${host.os}-${host.arch}${libc}/package.json`)
    return own === null ? [] : [join(dirname(own), 'pnpm')]
  })
  for (const path of [...shipped, join(dirname(manifest), bin.pnpm)]) {
    if ((await isProgram(path)) && (await isNative(path))) return { path, version }
  }
  return null
}

const resolved = (from: NodeJS.Require, name: string): string | null => {
  try {
    return from.resolve(name)
  } catch {
    return null // Not installed, or not this platform's.
  }
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** The placeholder is a script of a few kilobytes; the program is a binary with NUL bytes in its first block. */
const isNative = async (path: string): Promise<boolean> => (await readHead(path, 512)).includes(0)
