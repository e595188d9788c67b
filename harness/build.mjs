// Builds dist/, which mirrors the checkout: types, and beside them everything that is read at run time. The sources themselves are
// joined to few files: to find and read seven hundred took a good part of the time until a command began.
// `--if-dev`: do nothing when the compiler is not installed (`npm ci --omit=dev`), or the last build was of these very sources.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, extname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BUILT_OF, DATA, isBuiltOf, LEFT_OUT, sourcesOf } from './bin/built-of.cjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const fresh = join(root, 'dist.new')

/** @returns {string | undefined} the path of TypeScript's program, when all that it compiles with is installed */
const compiler = () => {
  const { resolve } = createRequire(import.meta.url)
  try {
    // TypeScript may be there without the types: some run-time dependency likes to have it beside it.
    for (const name of ['@types/node', '@types/semver']) resolve(`${name}/package.json`)
    return join(dirname(resolve('typescript/package.json')), 'bin', 'tsc')
  } catch {
    return undefined
  }
}

const assets = new Set(['.mjs', '.py', '.pem', '.json'])
/** @param {string} from a folder or file under harness/ */
const isAsset = (from) => {
  if (LEFT_OUT.has(basename(from)) || basename(from) === 'build.mjs') return false
  const extension = extname(from)
  return extension === '' || assets.has(extension)
}

const tsc = compiler()
if (process.argv.includes('--if-dev') && (!tsc || isBuiltOf(root))) process.exit(0)
if (!tsc) throw new Error('TypeScript is not installed: run `npm ci` first.')

rmSync(fresh, { recursive: true, force: true })
// Before anything is read: what is edited meanwhile is another source.
const sources = sourcesOf(root)
const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--emitDeclarationOnly', '--outDir', fresh]
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)

const { rolldown } = await import('rolldown')
const joined = await rolldown({
  cwd: root,
  input: ['main', 'index', 'vitest'].map((name) => join(root, 'harness', `${name}.ts`)),
  platform: 'node',
  // Packages stay packages, with their licences and their advisories.
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
})
await joined.write({
  // As deep as the sources that look for files from where they stand: `edges/paths.ts`, `measure/own-file.ts`.
  dir: join(fresh, 'harness', 'joined'),
  chunkFileNames: '[name].js',
})
await joined.close()
const prints = await import('./measure/store/fingerprint.ts')
const [sourceFolder, builtFolder] = [join(root, 'harness'), join(fresh, 'harness')]
writeFileSync(join(builtFolder, prints.FINGERPRINT_FILE), prints.fingerprint(sourceFolder))
writeFileSync(join(builtFolder, prints.READING_FINGERPRINT_FILE), prints.fingerprintOfReading(sourceFolder))
writeFileSync(join(builtFolder, prints.JUDGING_FINGERPRINT_FILE), prints.fingerprintOfJudging(sourceFolder))

cpSync(join(root, 'harness'), join(fresh, 'harness'), { recursive: true, filter: isAsset })
for (const path of DATA)
  if (existsSync(join(root, path))) cpSync(join(root, path), join(fresh, path), { recursive: true })

const { asReady, readyFile } = await import('./commands/inputs/ready-made.ts')
const { loadFamilies } = await import('./commands/inputs/load-families.ts')
const { shippedScenarios } = await import('./commands/inputs/shipped-scenarios.ts')
const { all, scenarioNames } = await loadFamilies([], { cwd: root, env: {} })
writeFileSync(join(fresh, readyFile('families')), asReady('families', all, root))
writeFileSync(join(fresh, readyFile('scenarios')), asReady('scenarios', await shippedScenarios(scenarioNames), root))
writeFileSync(join(fresh, basename(BUILT_OF)), sources)

// Only a whole build takes the place of the last one.
rmSync(join(root, 'dist'), { recursive: true, force: true })
renameSync(fresh, join(root, 'dist'))
