import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './paths.ts'

/** This tool's own version: package.json stands in `root()` in a checkout, and above `dist/` in the published package. */
export const toolVersion = (): string => {
  const path = [root(), dirname(root())].map((dir) => join(dir, 'package.json')).find(existsSync)
  const manifest: unknown = path ? JSON.parse(readFileSync(path, 'utf8')) : undefined
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error(`no version in ${path}`)
  return String(manifest.version)
}
