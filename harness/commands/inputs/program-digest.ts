import { createHash, type Hash } from 'node:crypto'
import { glob, readFile, realpath, stat } from 'node:fs/promises'
import { basename, delimiter, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path'
import { localImports } from '../../ask/programs/local-imports.ts'
import { run } from '../../edges/process.ts'
import type { Program } from '../../model/program.ts'
import type { ProgramDigest } from '../../model/program-digest.ts'

/** Files by which a project says what its programs run with; of the program's folder and those above it. */
const PROJECT_FILES = [
  ...['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'],
  ...['tsconfig.json', '.npmrc', '.nvmrc', '.node-version'],
  ...['pyproject.toml', 'uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'Pipfile.lock', 'requirements.txt'],
  ...['.python-version', 'pytest.ini', 'conftest.py', 'tox.ini', 'setup.cfg'],
]

/**
 * A digest of the program's own files, of the runtime that it is started with, and of what its project has locked: all else
 * that it loads is the project's.
 * @param path the caller's `PATH`
 * @param more whatever else decides it
 */
export const digestOf = async (program: Program, path: string, more: unknown): Promise<ProgramDigest> => {
  const hash = createHash('sha256')
  const { cwd, argv, inputs } = program
  // Where it lies decides nothing: a night's checkout is another folder.
  hash.update(JSON.stringify([{ ...program, cwd: null }, more]))
  const own = inputs ? await globbed(cwd, inputs, path) : await imported(cwd, argv.slice(1), argv[0])
  if ('reason' in own) return { kind: 'unknown', reason: own.reason }
  for (const file of [...own.files, ...conftests(own.files, cwd)]) await add(hash, cwd, file)
  for (const file of await projectFiles(cwd)) await add(hash, cwd, file)
  hash.update(await runtimeOf(argv[0], cwd, path))
  return { kind: 'digest', value: hash.digest('hex') }
}

type Own = { readonly files: readonly string[] } | { readonly reason: string }

const add = async (hash: Hash, cwd: string, file: string): Promise<void> => {
  const bytes = await readFile(file).catch(() => null)
  hash.update(JSON.stringify([relative(cwd, file), bytes?.length ?? null])).update(bytes ?? '')
}

/** What git would track of what the globs fit, and each file that is named as it is, whatever git thinks of it. */
const globbed = async (cwd: string, inputs: readonly string[], path: string): Promise<Own> => {
  const files = new Set<string>()
  for (const pattern of inputs)
    for await (const entry of glob(pattern, { cwd, withFileTypes: true, exclude: (one) => isInstalled(one.name) }))
      if (entry.isFile()) files.add(join(entry.parentPath, entry.name))
  if (files.size === 0)
    return { reason: `Nothing fits its inputs (${inputs.join(', ')}), so what decides its results is not known.` }
  const all = [...files].sort()
  const listed = await run({
    file: 'git',
    args: ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    cwd,
    env: { PATH: path, LC_ALL: 'C' },
  })
  // Where git knows nothing, as beside a checkout, it ignores nothing.
  const known = listed.exitCode === 0 ? new Set(listed.stdout.split('\0')) : null
  // Of a repository within (a submodule, a clone) git lists the folder alone: what it ignores is not this one's to say.
  const isTracked = (name: string) =>
    known === null || name.startsWith('..') || known.has(name) || foldersOf(name).some((dir) => known.has(dir))
  const tracked = all.filter((file) => {
    const name = relative(cwd, file)
    return isTracked(name) || inputs.includes(name)
  })
  return tracked.length > 0
    ? { files: tracked }
    : {
        reason: `git ignores all that its inputs fit (${inputs.join(', ')}), so what decides its results is not known.`,
      }
}

/** `a/b/c` lies in `a`, `a/`, `a/b` and `a/b/`. */
const foldersOf = (name: string): readonly string[] => {
  const parts = name.split(sep).slice(0, -1)
  return parts.flatMap((_, at) => {
    const dir = parts.slice(0, at + 1).join('/')
    return [dir, `${dir}/`]
  })
}

const isInstalled = (name: string): boolean =>
  ['node_modules', '.git', '.venv', 'venv', '__pycache__', '.pytest_cache'].includes(name)

/** The files that the command names, and what they load from beside them. */
const imported = async (cwd: string, words: readonly string[], program: string): Promise<Own> => {
  const named = [program, ...words]
    // `--env-file=.env` names a file too.
    .map((word) => (word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word))
    .filter((word) => word !== '' && !word.startsWith('-'))
    .map((word) => resolve(cwd, word.split('::')[0] ?? word))
  const started: string[] = []
  for (const path of named) if (await isFile(path)) started.push(path)
  const scripts = started.filter((path) => /\.(?:[cm]?[jt]sx?|py)$/.test(path))
  const other = started.find((path) => /\.(?:sh|bash|zsh)$/.test(path))
  if (other)
    return { reason: `${relative(cwd, other)} is a script for a shell, so what decides its results is not known.` }
  if (scripts.length === 0)
    return {
      reason: `No script stands in its command (${[program, ...words].join(' ')}), so what decides its results is not known.`,
    }
  const seen = new Set(started)
  for (const script of scripts) {
    const folder = dirname(script)
    const left = [script]
    for (let file = left.pop(); file !== undefined; file = left.pop()) {
      const at = dirname(file)
      const { candidates, computed } = localImports(
        await readFile(file, 'utf8'),
        basename(file),
        relative(at, folder).split(sep).join(posix.sep) || '.',
      )
      if (computed)
        return {
          reason: `${relative(cwd, file)} loads something by a name that it computes, so what decides its results is not known.`,
        }
      for (const paths of candidates)
        for (const path of paths) {
          const there = resolve(at, path)
          if (!(await isFile(there))) continue
          if (!seen.has(there) && !relative(cwd, there).split(sep).some(isInstalled)) left.push(there)
          seen.add(there)
          break
        }
    }
  }
  return { files: [...seen].sort() }
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() ?? false

/** What pytest loads between a test and the folder that it is started in, whether it is there or not. */
const conftests = (files: readonly string[], cwd: string): readonly string[] => {
  const found = new Set<string>()
  for (const file of files.filter((path) => path.endsWith('.py')))
    for (let at = dirname(file); at.startsWith(cwd + sep); at = dirname(at)) found.add(join(at, 'conftest.py'))
  return [...found].sort()
}

const projectFiles = async (cwd: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (let at = cwd; ; at = dirname(at)) {
    const here = await Promise.all(
      PROJECT_FILES.map(async (name) => ((await isFile(join(at, name))) ? [join(at, name)] : [])),
    )
    found.push(...here.flat())
    const isTop = (await stat(join(at, '.git')).catch(() => null)) !== null
    if (isTop || dirname(at) === at) return found
  }
}

/** The file that is run, by where it lies and when it was put there. */
const runtimeOf = async (file: string, cwd: string, path: string): Promise<string> => {
  const places =
    file.includes('/') || isAbsolute(file) ? [resolve(cwd, file)] : path.split(delimiter).map((dir) => join(dir, file))
  for (const place of places) {
    const real = await realpath(place).catch(() => null)
    const facts = real === null ? null : await stat(real).catch(() => null)
    if (facts?.isFile()) return JSON.stringify([real, facts.size, facts.mtimeMs])
  }
  return JSON.stringify([file])
}
