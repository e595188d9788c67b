import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []

/** A new folder of the test file that asks for it: it is gone when the file's last test is done. */
export const temporaryFolder = (what: string): string => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `sdkdrift-${what}-`)))
  made.push(dir)
  return dir
}

/** For `vitest.config.ts`, through `remove-temporary-folders.ts`: no test has to think of it. */
export const removeTemporaryFolders = (): void => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
}
