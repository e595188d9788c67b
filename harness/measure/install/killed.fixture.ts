import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aTarget } from './install.fixture.ts'
import { createInstaller } from './install.ts'

/** A process that is in the middle of an install until it is killed: `node killed.fixture.ts <cacheDir> <cwd>`. */
const [cacheDir = '', cwd = ''] = process.argv.slice(2)
const installer = createInstaller({
  cacheDir,
  cwd,
  offline: false,
  env: { HOME: cwd, PATH: '/usr/bin:/bin' },
  run: async ({ cwd: dir = '' }) => {
    await writeFile(join(dir, 'half'), 'of a package')
    process.stdout.write('half\n')
    await new Promise((done) => setTimeout(done, 60_000))
    throw new Error('nobody killed it')
  },
})
await installer.install(aTarget(), { resolve: 'release-day' })
