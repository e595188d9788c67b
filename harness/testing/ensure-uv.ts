import { cacheDir } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import { createInstaller } from '../measure/install/install.ts'

/** Fetches uv into the tool's cache, where `findUv` finds it, unless one is there; asks the registries for nothing else. */
export const ensureUv = async (env: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const installer = createInstaller({ cacheDir: cacheDir(env), env, cwd: import.meta.dirname, offline: false, run })
  await installer.runtime('pypi')
}
