import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import type { FakeRegistry } from './fake-registry.ts'
import { pathWithUv } from './find-uv.ts'
import { followsSchema } from './follows-schema.ts'

type Env = Readonly<Record<string, string>>

export type Sandbox = {
  /** A project's folder, empty at the start. */
  readonly dir: string
  /** The tool's cache, of this sandbox alone. */
  readonly cacheDir: string
  /** The whole environment of what runs here: nothing of the developer's own settings, both registries faked. */
  readonly env: Env
  /** Writes a file of the project; gives its absolute path. */
  readonly write: (path: string, text: string) => string
  /** The same for several; what is no text is written as JSON. */
  readonly writeAll: (files: Readonly<Record<string, unknown>>) => void
  /** Runs the real program, as a user would: `cli(['matrix', '--json'])`. */
  readonly cli: (
    args: readonly string[],
    options?: {
      readonly env?: Env
      readonly cwd?: string
      readonly timeoutMs?: number
      /** Words before the program's own, of one that ends as what it starts: `withMounts(…)`. */
      readonly under?: readonly string[]
    },
  ) => Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
  readonly close: () => void
}

/** A temporary folder with everything the program needs to run as on a fresh machine, and nothing of this one's. */
export const makeSandbox = (registry: Pick<FakeRegistry, 'npmUrl' | 'pypiUrl'>): Sandbox => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'sdkdrift-sandbox-')))
  const [dir, home] = [join(base, 'project'), join(base, 'home')]
  const [cacheDir, temp] = [join(base, 'cache'), join(base, 'tmp')]
  for (const folder of [dir, home, cacheDir, temp]) mkdirSync(folder)
  // pnpm does not look at `npm_config_registry`; without this it would go to the public registry.
  writeFileSync(join(home, '.npmrc'), `registry=${registry.npmUrl}\n`)
  const env: Env = {
    // biome-ignore lint/style/noProcessEnv: where Node, Python and uv are is this machine's to say.
    PATH: pathWithUv(process.env),
    HOME: home,
    TMPDIR: temp,
    // What Node compiled is the same in each.
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    XDG_CONFIG_HOME: join(home, '.config'),
    SDKDRIFT_CACHE: cacheDir,
    NO_COLOR: '1',
    npm_config_registry: registry.npmUrl,
    UV_DEFAULT_INDEX: registry.pypiUrl,
  }
  const write = (path: string, text: string): string => {
    const file = join(dir, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return file
  }
  return {
    dir,
    cacheDir,
    env,
    write,
    writeAll: (files) => {
      for (const [path, content] of Object.entries(files))
        write(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    },
    cli: async (args, { env: more = {}, cwd = dir, timeoutMs = 120_000, under = [] } = {}) => {
      const program = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
      const [file = '', ...words] = [...under, process.execPath, program, ...args]
      const ran = await run({
        file,
        args: words,
        cwd,
        env: { ...env, ...more },
        timeoutMs,
      })
      // Programs read this too: whatever test asks for it checks it.
      if (args.includes('--json') && ran.stdout !== '') followsSchema(args[0] ?? '', ran.stdout)
      return {
        code: ran.exitCode,
        stdout: ran.stdout,
        stderr: ran.failure ? `${ran.stderr}\n${ran.failure}` : ran.stderr,
      }
    },
    close: () => rmSync(base, { recursive: true, force: true, maxRetries: 3 }),
  }
}
