import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readHead } from '../../edges/files.ts'
import type { Host } from '../../edges/host.ts'

export type Pnpm = { readonly path: string; readonly version: string }

const manifestSchema = z.object({ version: z.string(), bin: z.object({ pnpm: z.string() }) })

/**
 * The pnpm that this package depends on, as a native program. It ships one package a platform and links its binary
 * over a placeholder in an install script; with `npm ci --ignore-scripts` the placeholder stays, so the platform's
 * own package is asked first.
 */
export const findPnpm = async (host: Host): Promise<Pnpm | { readonly reason: string }> => {
  const manifest = createRequire(import.meta.url).resolve('pnpm/package.json')
  const { version, bin } = manifestSchema.parse(JSON.parse(await readFile(manifest, 'utf8')))
  const fromPnpm = createRequire(manifest)
  const libcs = host.libc === 'musl' ? ['-musl', ''] : ['', '-musl']
  const shipped = (host.os === 'linux' ? libcs : ['']).flatMap((libc) => {
    try {
      return [join(dirname(fromPnpm.resolve(`@pnpm/exe.${host.os}-${host.arch}${libc}/package.json`)), 'pnpm')]
    } catch {
      return [] // Not this platform's.
    }
  })
  for (const path of [...shipped, join(dirname(manifest), bin.pnpm)]) {
    if ((await isProgram(path)) && (await isNative(path))) return { path, version }
  }
  return {
    reason: `pnpm ${version} has no program for ${host.os}-${host.arch} in node_modules. Was it installed with --no-optional? Run \`npm ci\` again with optional dependencies.`,
  }
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** The placeholder is a script of a few kilobytes; the program is a binary with NUL bytes in its first block. */
const isNative = async (path: string): Promise<boolean> => (await readHead(path, 512)).includes(0)
