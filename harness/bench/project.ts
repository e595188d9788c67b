import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from './bench.ts'
import { withWorkCache } from './work-cache.ts'

/** A repository that uses one npm and one PyPI SDK, each with room to move. */
const PROJECT: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'sample', version: '1.0.0', dependencies: { openai: '^5.17.0' } }),
  'package-lock.json': JSON.stringify({
    name: 'sample',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'sample', version: '1.0.0', dependencies: { openai: '^5.17.0' } },
      'node_modules/openai': { version: '5.17.0', license: 'Apache-2.0' },
    },
  }),
  'pyproject.toml': '[project]\nname = "sample"\nversion = "1.0.0"\ndependencies = ["openai>=2.33.0,<3"]\n',
  'uv.lock': `version = 1
revision = 3
requires-python = ">=3.9"

[[package]]
name = "openai"
version = "2.33.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "sample"
version = "1.0.0"
source = { virtual = "." }
dependencies = [{ name = "openai" }]

[package.metadata]
requires-dist = [{ name = "openai", specifier = ">=2.33.0,<3" }]
`,
}

/** Such a repository, and a cache of its own around it; both are gone afterwards. */
export const withProject = <T>(
  { cacheDir }: Pick<Context, 'cacheDir'>,
  work: (project: string, folder: string) => Promise<T>,
): Promise<T> =>
  withWorkCache(cacheDir, async (folder) => {
    const project = join(folder, 'project')
    await mkdir(project)
    for (const [name, text] of Object.entries(PROJECT)) await writeFile(join(project, name), text)
    return work(project, folder)
  })
